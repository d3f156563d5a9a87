import { Conversation, ConversationEvent, WireProblem } from "@voiceplan/protocol";
import { z } from "zod";

/** An acknowledgement as it comes over the wire. */
export const Acknowledgement = z.union([
  z.looseObject({ ok: z.literal(true) }),
  z.strictObject({ ok: z.literal(false), problem: WireProblem }),
]);
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/** The answer to `conversation.open`. */
export const Opened = z.object({
  ok: z.literal(true),
  conversation: Conversation,
  events: z.array(ConversationEvent),
});
export type Opened = z.infer<typeof Opened>;
