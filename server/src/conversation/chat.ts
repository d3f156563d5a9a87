import { randomUUID } from "node:crypto";
import type { ChatAnswer, ConversationEvent } from "@voiceplan/protocol";
import { BoundedQueue } from "../lib/boundedQueue.ts";
import type { LiveConversation } from "./conversation.ts";
import type { Listener } from "./listener.ts";

/** Text cannot pile up further: whoever reads it is gone. */
const QUEUED_EVENTS = 10_000;

/**
 * Says something in a conversation and yields what happens until it is answered; the last value is the
 * answer in short. Whoever else listens sees the same. An abort ends the listening, not the answer.
 */
export async function* chat(
  conversation: LiveConversation,
  text: string,
  signal: AbortSignal,
): AsyncGenerator<ConversationEvent, ChatAnswer, void> {
  const messageId = randomUUID();
  const events = new BoundedQueue<ConversationEvent>(QUEUED_EVENTS);
  const listener: Listener = {
    speech: false,
    isBehind: false,
    manner: { voice: undefined, rate: 1 },
    event: (event) => void events.push(event),
    audio: () => undefined,
  };
  conversation.listen(listener);
  try {
    await conversation.send({ messageId, text, modality: "text" });
    let replyId: string | null = null;
    let generatedPlanId: string | undefined;
    for await (const event of events.values(signal)) {
      yield event;
      if (event.type === "reply.started" && event.sourceId === messageId) replyId = event.replyId;
      if (event.type === "plan.saved" && replyId !== null) generatedPlanId = event.planId;
      if (event.type !== "reply.ended" || event.replyId !== replyId) continue;
      const { text: response, sources } = event;
      return { sessionId: conversation.id, response, generatedPlanId, sources };
    }
    throw new DOMException("Nobody answers any more.", "AbortError");
  } finally {
    conversation.detach(listener);
  }
}
