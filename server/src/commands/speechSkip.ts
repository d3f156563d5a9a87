import { defineCommand } from "./command.ts";
import { openPlan } from "./openPlan.ts";
import { readAloud } from "./readingAloud.ts";

/**
 * Ends the reply; the conversation sees to that as soon as it knows the words (see `endsReply`). Of a plan
 * that is being read the next section follows.
 */
export const speechSkip = defineCommand({
  name: "speech.skip",
  summary: "Skip the rest of what is said",
  examples: ["Skip this"],
  phrases: [
    "skip [this | that | it | ahead | ~forward | ~over (this | that | it) | ~to the end]",
    "~skip [the rest [of (it | this | that)]] | ~skip (this | that | the) (part | bit | section | one | answer | reply | sentence | paragraph)",
    "~(you (can | may) | we can) skip (this | that | it | the rest | this (part | bit | section | one))",
    "~(jump | move | go) (ahead | forward) | ~(jump | skip) (over | past) (this | that | it) | ~(jump | go) to the end",
    "~(fast forward | spare me the rest | i know (that | this) already | i have heard (this | that) [before | already] | i know the rest)",
  ],
  async run(_, context) {
    const { reading } = context.memory;
    const open = context.isReading ? await openPlan(context) : null;
    if (!open || reading?.planId !== open.plan.id) return { say: "" };
    // Where the section has parts that were not read yet, they are skipped with it.
    return readAloud(open, reading.part === 0 ? reading.section : reading.section + 1, 0);
  },
});
