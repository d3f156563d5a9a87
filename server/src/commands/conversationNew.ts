import { derivedId } from "../lib/derivedId.ts";
import { defineCommand } from "./command.ts";

/** The page opens the conversation of this id; until somebody does, there is none. */
export const conversationNew = defineCommand({
  name: "conversation.new",
  summary: "Begin a new conversation",
  examples: ["New conversation"],
  phrases: [
    "(@make | @begin) [@a] (new | ~fresh | ~clean | ~blank | ~empty | ~different | ~second) @conversation",
    "(@make | start | begin | open) (another | ~a | ~one more) @conversation | [a] [~brand] (new | ~another | ~fresh) @conversation",
    "~start (over | again | afresh) (with | in) (a | another) [new | fresh | clean] @conversation",
    "~(i | we) (want | need | would like | would love) (a | another | new | a new | a fresh) @conversation",
    "~(leave | end | close | finish) (this | the) [current] @conversation and (start | begin | open) (a new | another) [one | @conversation]",
  ],
  run: (_, { messageId }) =>
    Promise.resolve({
      say: "A new conversation.",
      result: { conversationId: derivedId(messageId, "conversation") },
    }),
});
