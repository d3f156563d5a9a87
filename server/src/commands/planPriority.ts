import { parsePriority } from "../planning/guided/understand/priority.ts";
import { defineCommand } from "./command.ts";
import { reviseFact } from "./planFact.ts";

export const planPriority = defineCommand({
  name: "plan.priority",
  summary: "Set the plan's priority: low, medium, high or critical",
  examples: ["Set the priority to high", "Make it low priority"],
  phrases: [
    "(set | change | ~put | ~make | ~raise | ~lower | ~increase | ~decrease | ~reduce | ~update | ~bump | ~move | ~switch) [the | its | @itself] [@plan] priority [of @itself | ~for @itself | @ofPlan] [up | down] [to | ~as | ~at | ~of] {level:@priority}",
    "(make | mark | set | ~flag | ~put | ~treat) (it | this | @plan) [as | ~at | ~to | ~of | a] {level:@priority} priority [~plan]",
    "(make | mark | ~flag) (it | this | @plan) [as] {level:@urgent}",
    "(the | ~its | @plan) priority (is | should be | ~must be | ~is now | ~to) [now] {level:@priority}",
    "give (it | this | @plan) [a | the] {level:@priority} priority",
    "~(the | this | my) @plan (is | has | should be | should have) [a | of] {level:@priority} priority",
    "~prioritize (it | this | @plan) as {level:@priority} | ~priority [to | is] {level:@priority}",
  ],
  readSlots({ level = "" }) {
    const priority = parsePriority(
      /lowest|very low|minor/.test(level) ? "low" : level.replace("maximum", "critical"),
    );
    return priority && { priority };
  },
  run: ({ priority }, context) =>
    reviseFact(
      context,
      { kind: "priority", priority },
      (title) => `${title} has ${priority} priority now.`,
    ),
});
