import type { Timings } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import { retry, type RetryPolicy } from "../lib/retry.ts";
import type { Db } from "../store/db.ts";
import type { EventLog } from "./eventLog.ts";

/** More replies than this cannot have been under way in one conversation. */
const RECENT_REPLIES = 20;

/** How long a database that does not answer is waited for. */
const untilItIsBack: RetryPolicy = { attempts: 10, baseMs: 250, withinMs: 60_000 };

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

/** Ends as failed what has begun and has no end: replies that a crash or the database cut off. */
export async function endBrokenReplies(
  conversationId: string,
  db: Db,
  eventLog: EventLog,
): Promise<void> {
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

/** The same as soon as the database answers. Throws where it does not for a minute, or the signal's reason. */
export async function endWhenItAnswers(
  conversationId: string,
  { db, eventLog }: { db: Db; eventLog: EventLog },
  signal: AbortSignal,
): Promise<void> {
  const end = (): Promise<void> =>
    endBrokenReplies(conversationId, db, eventLog).catch((cause: unknown) => {
      const words = "The database does not answer.";
      throw new Problem("unavailable", words, { retryable: true, cause });
    });
  await retry(end, { signal, policy: untilItIsBack });
}
