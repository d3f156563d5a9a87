import { ChatAnswer, ChatRequest } from "@voiceplan/protocol";
import { chat } from "../conversation/chat.ts";
import type { Conversations } from "../conversation/conversations.ts";
import { Problem } from "../lib/problem.ts";
import { EventStream } from "./eventStream.ts";
import { operation, type Operation } from "./operation.ts";
import { whileOpen } from "./whileOpen.ts";

export interface ChatServices {
  ownerId: string;
  conversations: Conversations;
}

/** Says something by text; the answer whole, or as server-sent events while it is made. */
export function chatOperation({ ownerId, conversations }: ChatServices): Operation {
  return operation({
    method: "post",
    path: "/chat",
    summary: "Says something in a session and answers with the reply, or streams its events.",
    body: ChatRequest,
    answer: ChatAnswer,
    media: ["text/event-stream"],
    async run({ body: { message, sessionId, projectId }, request, response }) {
      const conversation = await conversations.open(ownerId, {
        conversationId: sessionId,
        projectId,
      });
      const steps = chat(conversation, message, whileOpen(response));
      if (request.accepts("application/json", "text/event-stream") === "application/json") {
        return answerOf(steps);
      }
      await streamed(steps, new EventStream(response));
      return undefined;
    },
  });
}

/** Lets it come to its end for its answer. */
export async function answerOf(steps: ReturnType<typeof chat>): Promise<ChatAnswer> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

/** Every event by its type, then `done` with the answer, or `problem`. */
async function streamed(steps: ReturnType<typeof chat>, stream: EventStream): Promise<void> {
  try {
    for (;;) {
      const step = await steps.next();
      await stream.send(step.done ? "done" : step.value.type, step.value);
      if (step.done) break;
    }
  } catch (error) {
    await stream.send("problem", Problem.from(error).toWire());
  }
  stream.end();
}
