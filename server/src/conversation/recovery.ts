import { Message } from "@voiceplan/protocol";
import type { Db } from "../store/db.ts";
import { endBrokenReplies } from "./brokenReplies.ts";
import type { LiveConversation } from "./conversation.ts";
import type { EventLog } from "./eventLog.ts";

/**
 * Brings a conversation that is being loaded back to where it can go on: a reply that a crash cut off
 * is ended as failed, and every utterance and message without an answer is taken up, in the order in
 * which they came.
 */
export async function recover(
  conversation: LiveConversation,
  { db, eventLog }: { db: Db; eventLog: EventLog },
): Promise<void> {
  await endBrokenReplies(conversation.id, db, eventLog);
  const utterances = await db.utterance.findMany({
    where: { conversationId: conversation.id, status: "pending" },
    select: { id: true, createdAt: true },
  });
  const messages = await db.message.findMany({
    where: { conversationId: conversation.id, role: "user", answeredAt: null },
  });
  const undone = [
    ...utterances.map(({ id, createdAt }) => ({ createdAt, take: () => conversation.hear(id) })),
    ...messages.map((row) => ({
      createdAt: row.createdAt,
      take: () => conversation.answer(Message.parse(row)),
    })),
  ];
  undone.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  for (const { take } of undone) take();
}
