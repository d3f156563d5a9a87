import { defineCommand } from "./command.ts";

/** Ends the reply; the conversation sees to that as soon as it knows the words (see `endsReply`). */
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
  run: () => Promise.resolve({ say: "" }),
});
