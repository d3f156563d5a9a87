import { estimatedHours } from "../planning/guided/write/renderPlan.ts";
import { parseEstimate } from "../planning/guided/understand/estimate.ts";
import { hours } from "../planning/templates/wording.ts";
import { defineCommand } from "./command.ts";
import { reviseFact } from "./planFact.ts";

export const planEstimate = defineCommand({
  name: "plan.estimate",
  summary: "Set how many hours the plan takes",
  examples: ["Set the estimate to 20 hours", "Estimate it at two days"],
  phrases: [
    "(set | change | ~put | ~update | ~make | ~raise | ~lower | ~increase | ~reduce | ~bump | ~correct) [the | its | @itself] [@plan] [time] (estimate | ~effort | ~estimated (time | hours | effort)) [of @itself | ~for @itself | @ofPlan] [up | down] [to | ~at | ~as | ~of] [about | ~around | ~roughly | ~approximately] {duration:@duration}",
    "estimate (it | this | @plan) [at | ~as | ~to (be | take) | ~with | ~is] [about | ~around | ~roughly | ~approximately] {duration:@duration}",
    "(the | ~its | ~my) [@plan] (estimate | ~estimated effort | ~estimated time) (is | should be | ~must be | ~is now) [now] [about | ~around | ~roughly] {duration:@duration}",
    "~(estimate | put) [@itself] (at | down for) [about | around] {duration:@duration}",
    "~give (it | this | @plan) [an] estimate of [about | around] {duration:@duration} | ~plan [for] {duration:@duration} for (it | this | @plan)",
    "[the] estimate [is] {duration:@duration} | ~[the | this | my] @plan (will take | takes | should take | needs) [about | around | roughly] {duration:@duration}",
    "~(set | change | make | put | update) [the] (estimated hours | hours | hour estimate) [to | at] {hours:@number} | ~estimated hours {hours:@number}",
    "~estimated at [about | around] {duration:@duration} | ~make [that | the] estimate {duration:@duration}",
  ],
  readSlots({ hours: bare, duration = bare === undefined ? "" : `${bare} hours` }) {
    const value = estimatedHours(
      parseEstimate(duration.replace(/^an? (?=hours?|days?|weeks?|months?|hrs)/, "one ")),
    );
    return value === null ? null : { hours: value };
  },
  run: ({ hours: value }, context) =>
    reviseFact(
      context,
      { kind: "estimate", estimate: { low: value, high: value } },
      (title) => `${title} is estimated at ${hours(value)} now.`,
    ),
});
