import type { Timings } from "@voiceplan/protocol";
import { Message } from "@voiceplan/protocol";
import type { Db } from "../store/db.ts";
import type { LiveConversation } from "./conversation.ts";
import type { EventLog } from "./eventLog.ts";

/** More replies than this cannot have been under way in one conversation. */
const RECENT_REPLIES = 20;

const untimed: Timings = {
  transcriptMs: null,
  firstTextMs: null,
  firstSentenceMs: null,
  firstAudioMs: null,
  textDoneMs: null,
  endedMs: null,
  silenceMs: null,
  recognitionMs: null,
  hiddenMs: null,
};

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

async function endBrokenReplies(conversationId: string, db: Db, eventLog: EventLog): Promise<void> {
  const keys = (prefix: string) =>
    db.conversationEvent.findMany({
      where: { conversationId, key: { startsWith: prefix } },
      orderBy: { seq: "desc" },
      take: RECENT_REPLIES,
      select: { key: true, seq: true },
    });
  const ended = new Set((await keys("ended:")).map(({ key }) => key?.slice("ended:".length)));
  for (const { key, seq } of (await keys("started:")).reverse()) {
    const replyId = key?.slice("started:".length);
    if (!replyId || ended.has(replyId)) continue;
    const since = await eventLog.read(conversationId, seq);
    const deltas = since.map((e) =>
      e.type === "reply.text" && e.replyId === replyId ? e.delta : "",
    );
    const text = deltas.join("").trim();
    await eventLog.append(conversationId, [
      {
        body: { type: "reply.ended", replyId, text, outcome: "failed", timings: untimed },
        key: `ended:${replyId}`,
      },
      { body: { type: "state", state: "listening" } },
    ]);
  }
}
