import { defineCommand } from "./command.ts";

export const speechRepeat = defineCommand({
  name: "speech.repeat",
  summary: "Repeat the last reply",
  examples: ["Repeat that", "Say that again"],
  phrases: [
    "(repeat | ~say | ~read | ~tell [me]) [that | it | this | ~what you [just] said] (again | once more | one more time | ~another time | ~a second time)",
    "repeat [that | it | this | ~yourself | ~(your | the) [last | previous] (answer | reply | sentence | message | question | words)] | ~repeat what you [just] (said | told me)",
    "what did you [just] say | ~what (was | is) that [you said] | ~what were you saying | ~how was that",
    "~come again | ~pardon [me] | ~i beg your pardon | ~once more | ~one more time | again",
    "~i (did not | could not | do not) (catch | hear | get | understand) [you | that | it | what you said | the last (part | bit | sentence)]",
    "~i missed (that | it | what you said | the last (part | bit | sentence))",
    "~say (that | it) (louder and slower | slowly) again",
  ],
  run: (_, { lastReply }) =>
    Promise.resolve({ say: lastReply?.text ?? "There is nothing to repeat yet." }),
});
