import type { CommandSummary } from "@voiceplan/protocol";

/** What to begin with, for somebody who sees an empty page. */
export const starters = [
  "Create a new project called billing portal",
  "Show my projects",
  "I want to add retries to our payment webhooks",
] as const;

export interface CommandGroup {
  name: string;
  commands: readonly CommandSummary[];
}

/** Commands under their headings, in the order in which the server lists them. */
export function groupsOf(commands: readonly CommandSummary[]): CommandGroup[] {
  return [...Map.groupBy(commands, ({ group }) => group)].map(([name, grouped]) => ({
    name,
    commands: grouped,
  }));
}
