import { randomUUID } from "node:crypto";
import type { ChatAnswer, ConversationEvent, WireProblem } from "@voiceplan/protocol";
import { BoundedQueue } from "../lib/boundedQueue.ts";
import { Problem } from "../lib/problem.ts";
import type { LiveConversation } from "./conversation.ts";
import type { Listener } from "./listener.ts";

/** Text cannot pile up further: whoever reads it is gone. */
const QUEUED_EVENTS = 10_000;

/**
 * Says something in a conversation and yields what happens until it is answered; the last value is the
 * answer in short. Whoever else listens sees the same. An abort ends the listening, not the answer. Throws
 * the problem that the reply failed with.
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
    let problem: WireProblem | null = null;
    for await (const event of events.values(signal)) {
      yield event;
      if (event.type === "reply.started" && event.sourceId === messageId) replyId = event.replyId;
      if (event.type === "plan.saved" && replyId !== null) generatedPlanId = event.planId;
      if (event.type === "problem" && event.sourceId === messageId) throw problemOf(event);
      if (event.type === "problem" && replyId !== null && event.sourceId === replyId)
        problem = event;
      if (event.type !== "reply.ended" || event.replyId !== replyId) continue;
      if (event.outcome === "failed") {
        if (problem !== null) throw problemOf(problem);
        // The database did not take it: it is answered again, or the message has a problem.
        continue;
      }
      const { text: response, sources } = event;
      return { sessionId: conversation.id, response, generatedPlanId, sources };
    }
    throw new DOMException("Nobody answers any more.", "AbortError");
  } finally {
    conversation.detach(listener);
  }
}

function problemOf({ code, message, retryable }: WireProblem): Problem {
  return new Problem(code, message, { retryable });
}
