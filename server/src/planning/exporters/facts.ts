import type { Plan, PlanVersion } from "@voiceplan/protocol";

const statuses = {
  draft: "Draft",
  approved: "Approved",
  in_progress: "In progress",
  completed: "Completed",
} as const;

/** What there is to know of a plan beside its text, for the head of a document. */
export function factsOf(
  plan: Plan,
  { number, createdAt, metadata }: PlanVersion,
): [string, string][] {
  const { estimatedHours, priority, dependencies, milestones } = metadata;
  const dated = milestones.map(({ title, date }) => (date === null ? title : `${title} (${date})`));
  const facts: [string, string | null][] = [
    ["Version", `${number}, ${createdAt.slice(0, 10)}`],
    ["Status", statuses[plan.status]],
    ["Priority", priority],
    ["Estimate", estimatedHours === null ? null : `${estimatedHours} hours`],
    ["Depends on", dependencies.join(", ") || null],
    ["Milestones", dated.join(", ") || null],
  ];
  return facts.flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as [string, string]],
  );
}
