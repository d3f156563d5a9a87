import type { PlanStatus } from "@voiceplan/protocol";

/** The way of a plan, from its first draft to its end. */
export const statusFlow = ["draft", "approved", "in_progress", "completed"] as const;

export const statusWords: Record<PlanStatus, string> = {
  draft: "Draft",
  approved: "Approved",
  in_progress: "In progress",
  completed: "Completed",
};

/** The step from each status to the next, as a button says it; null: there is none. */
export const nextStep: Record<PlanStatus, { label: string; to: PlanStatus } | null> = {
  draft: { label: "Approve", to: "approved" },
  approved: { label: "Start work", to: "in_progress" },
  in_progress: { label: "Complete", to: "completed" },
  completed: null,
};

/** What somebody did, as a history tells it: "Approved", "Requested changes". */
export function stepInWords(from: PlanStatus, to: PlanStatus): string {
  const isBack = statusFlow.indexOf(to) <= statusFlow.indexOf(from);
  if (isBack && to === "draft") return "Requested changes";
  if (from === to) return `Commented on (${statusWords[to].toLowerCase()})`;
  const words = {
    draft: "Draft",
    approved: "Approved",
    in_progress: "Started",
    completed: "Completed",
  };
  return isBack ? `Back to ${statusWords[to].toLowerCase()}` : words[to];
}
