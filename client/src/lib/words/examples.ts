import type { SystemReport } from "@voiceplan/protocol";

/** What to begin with, for somebody who sees an empty page. */
export const starters = [
  "Create a new project called billing portal",
  "Show my projects",
  "I want to add retries to our payment webhooks",
] as const;

export interface Example {
  summary: string;
  words: string;
}

/** One thing to say for each command that this server knows. */
export function examplesOf(report: SystemReport | null): Example[] {
  return (report?.commands ?? []).flatMap(({ summary, examples }) =>
    examples.slice(0, 1).map((words) => ({ summary, words })),
  );
}
