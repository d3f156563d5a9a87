import type { CommandName, CommandSummary } from "@voiceplan/protocol";
import type { AnyCommand } from "./command.ts";

/** The headings of the lists, in their order, and what stands under each: a name or a domain. */
const groups: readonly (readonly [string, readonly string[]])[] = [
  ["Projects", ["project"]],
  [
    "Finding and reading",
    [
      ...["plan.list", "plan.open", "plan.read", "plan.next", "plan.versions", "plan.compare"],
      ...["search", "summarize"],
    ],
  ],
  ["Writing", ["plan", "task", "undo"]],
  ["Talking", ["speech", "listening", "conversation", "help"]],
];

function groupOf(name: CommandName): string {
  const [domain = name] = name.split(".");
  const group =
    groups.find(([, names]) => names.includes(name)) ??
    groups.find(([, names]) => names.includes(domain));
  if (!group) throw new Error(`The command ${name} is in no group.`);
  return group[0];
}

/** Commands as lists have them: group by group. */
export function summariesOf(commands: readonly AnyCommand[]): CommandSummary[] {
  const headings = groups.map(([heading]) => heading);
  return commands
    .map(({ name, summary, examples }) => ({
      name,
      group: groupOf(name),
      summary,
      examples: [...examples],
    }))
    .sort((a, b) => headings.indexOf(a.group) - headings.indexOf(b.group));
}
