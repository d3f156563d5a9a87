import { defineCommand } from "./command.ts";

/** Ends the reply; the conversation sees to that as soon as it knows the words (see `endsReply`). */
export const speechStop = defineCommand({
  name: "speech.stop",
  summary: "Stop talking",
  examples: ["Stop", "Be quiet"],
  phrases: [
    "stop [it | ~this | ~that] | stop (talking | speaking | reading) | ~stop (reading | saying) [this | that | it] [~out] [~loud | ~aloud]",
    "be (quiet | silent | ~still) | quiet | silence | ~(keep | stay) (quiet | silent) | ~(hush | shush | shh | sh) [~up] | shut up | ~zip it",
    "(that is | ~i have heard) enough | enough | ~enough (talking | reading | of (this | that)) | ~no more (talking | reading)",
    "wait [~a (moment | minute | second | bit)] | pause [~that | ~it | ~the reading] | hold on [~a (moment | minute | second)] | ~hang on [a (moment | minute | second)]",
    "~(stop | cut | end | cancel | interrupt) (your | the) (reply | answer | speech | voice | reading)",
    "~(you can | you may) stop [now | talking | reading] | ~let me (talk | speak | say something) | ~do not (say | read) any (more | further)",
    "~one (moment | minute | second) | ~just a (moment | minute | second) | ~give me a (moment | minute | second)",
  ],
  run: () => Promise.resolve({ say: "" }),
});
