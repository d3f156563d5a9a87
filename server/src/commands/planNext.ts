import { defineCommand } from "./command.ts";
import { noPlanOpen, openPlan } from "./openPlan.ts";
import { readAloud } from "./readingAloud.ts";

export const planNext = defineCommand({
  name: "plan.next",
  summary: "Go on with the next section",
  examples: ["Next section", "Read on"],
  phrases: [
    "[read | go [on] to | ~go [on] with | ~continue with | ~continue to | ~move [on] to | ~skip to | ~jump to | ~on to | ~show [me] | ~take me to | ~let us hear] [me | the] next (section | part | ~chapter | ~one | ~bit | ~paragraph) [@ofPlan]",
    "[~please] (read on | keep reading | continue reading | ~go on reading | ~carry on reading | ~resume reading | ~read (more | further | [the] rest))",
    "~(what is | what comes | read [me] what comes) [in] [the] next section | ~the following section | ~read the following section | ~(section | part) after (this | that)",
    "~(go on | continue | carry on) with [the] [@plan | reading] | next [~one] | ~what (is | comes) next",
  ],
  async run(_, context) {
    const { memory, confirmed } = context;
    if (confirmed === false) return { say: "All right.", memory: { reading: null } };
    const open = await openPlan(context);
    if (!open) return noPlanOpen(context);
    const { reading } = memory;
    return reading?.planId === open.plan.id
      ? readAloud(open, reading.section, reading.part)
      : readAloud(open, 0, 0);
  },
});
