import type { AnyCommand } from "./command.ts";
import { defineCommand } from "./command.ts";
import { summariesOf } from "./summaries.ts";

/** The help command over the others: what can be said. */
export function createHelp(others: readonly AnyCommand[]): AnyCommand {
  return defineCommand({
    name: "help",
    summary: "Say what you can say",
    examples: ["Help", "What can I say?"],
    phrases: [
      "help | help me [out] | [i] need [some] help | ~get help | ~show [me] [the] help | ~open [the] help | ~i could use [some | a] (help | hand) | ~i need a hand | ~(give | get) [me] [some] help | ~help what can (i | you) (say | do)",
      "what [all] can (i | we) (say | do | ask [~you] | ~tell you) [here | ~to you] | what (can | could) you do [~for me]",
      "[@show [me]] [~list of] [what | ~which] [are] [the | all [the]] [~available | ~voice | ~spoken | ~possible] commands [@having | ~available | ~can i use | ~can i give you | ~can i say | ~do you know | ~do you understand | ~do you have | ~are available]",
      "~what [else] can (i | you | we) (say | do | ask | tell you) | ~[@tell] what are (the | all the) things (i | we) can (say | do | ask | tell you) | ~(give | lend) me a hand",
      "~what (do you (know | understand | offer) | can (i | we) use | are my options | else can (i | you) do | things can i say | should i say | could i say)",
      "~what (kind of | sort of) things can (i | you) (say | do | ask)",
      "~what (do i say | is possible [here] | can you help [me] with | can i do (next | here)) | ~how do i use (this | the) (app | thing | program) | ~how (does (this | it) work | do i use (this | it | you) | do you work | can you help [me] | can i use (this | you))",
      "~what are you [able to do | capable of] | ~what am i able to (say | do) | ~@tell what (you | i) can (do | say) | ~what are you able to do | ~tell me what (you | i) can (do | say) | ~tell me how this works | ~i do not know what to (say | do) | ~explain how this works",
    ],
    run: async () => {
      const [first, second, third] = others.flatMap(({ examples }) => examples.slice(0, 1));
      return {
        say: `You can say, for example: ${[first, second, third].filter(Boolean).join("; ")}. Or tell me what you want to build. The rest is on the screen.`,
        result: { commands: summariesOf(others) },
      };
    },
  });
}
