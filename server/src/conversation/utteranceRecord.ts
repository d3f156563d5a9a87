import { inputDurationMs, storableText, type Message } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { Db, Tx } from "../store/db.ts";
import type { EventLog, NewEvent } from "./eventLog.ts";
import { Throttle } from "./throttle.ts";

/** What was said in an utterance. */
export interface Said {
  /** Empty for silence. */
  text: string;
  /** Null where there is nothing to answer. */
  message: Message | null;
}

/** An utterance that is over. */
export interface EndedUtterance {
  id: string;
  by: "client" | "server";
  frames: number;
  audio: Buffer<ArrayBuffer>;
  /** Where that is known already. */
  said: Said | null;
}

/**
 * What the database keeps of utterances: the audio until there is a transcript, then the transcript and
 * the person's message, in one transaction with their events. An utterance whose words are known when
 * it ends is written once, words and all.
 */
export class UtteranceRecord {
  readonly #db: Db;
  readonly #eventLog: EventLog;

  constructor(db: Db, eventLog: EventLog) {
    this.#db = db;
    this.#eventLog = eventLog;
  }

  /** Whether the utterance has ended, perhaps in an earlier process. */
  async hasEnded(conversationId: string, id: string): Promise<boolean> {
    return this.#eventLog.has(conversationId, keyOf(id));
  }

  /** Keeps it; when this resolves it would survive a crash. False when it was kept before. */
  async end(
    conversationId: string,
    { id, by, frames, audio, said }: EndedUtterance,
  ): Promise<boolean> {
    const body = { type: "utterance.ended", utteranceId: id, by, frames } as const;
    const heard = said ? heardEvents(id, said) : [];
    const events = [{ body, key: keyOf(id) }, ...heard];
    const written = await this.#eventLog.append(conversationId, events, async (tx) => {
      const kept = said
        ? ({ status: "transcribed", transcript: said.text } as const)
        : ({ status: "pending", audio } as const);
      const durationMs = inputDurationMs(audio.byteLength);
      const data = [{ id, conversationId, durationMs, ...kept }];
      const { count } = await tx.utterance.createMany({ data, skipDuplicates: true });
      // The event is new and the row is not: the id is that of an utterance somewhere else.
      if (count === 0) throw new Problem("conflict", "This id is another utterance's already.");
      if (said) await createMessage(tx, conversationId, said, new Date());
    });
    return written.length > 0;
  }

  /** The audio that waits to be recognised; null when it has been. */
  async pendingAudio(id: string): Promise<Uint8Array | null> {
    const { status, audio } = await this.#db.utterance.findUniqueOrThrow({ where: { id } });
    return status === "pending" ? audio : null;
  }

  /** Tells the words so far of an utterance that is kept, now and then. */
  partials(conversationId: string, utteranceId: string): (text: string) => void {
    const throttle = new Throttle<string>((text) => {
      const body = { type: "transcript", utteranceId, text, final: false } as const;
      // They are there to be watched: where they cannot be told, the whole that follows says so.
      this.#eventLog.append(conversationId, [{ body }]).catch(() => undefined);
    });
    return (text) => throttle.push(storableText(text));
  }

  /** Keeps what was said in an utterance that was kept before. */
  async hear(conversationId: string, id: string, said: Said): Promise<Message | null> {
    await this.#eventLog.append(conversationId, heardEvents(id, said), async (tx) => {
      const { createdAt } = await tx.utterance.update({
        where: { id },
        data: { status: "transcribed", transcript: said.text, audio: null },
      });
      // It was said when it was said, however long the recognition took.
      await createMessage(tx, conversationId, said, createdAt);
    });
    return said.message;
  }

  /** There are no words to be had from it. */
  async giveUp(id: string): Promise<void> {
    await this.#db.utterance.update({ where: { id }, data: { status: "failed", audio: null } });
  }

  /** The message that an utterance became; null where it became none. */
  async message(id: string): Promise<Message | null> {
    const row = await this.#db.message.findUnique({ where: { id } });
    if (!row) return null;
    const { role, content, modality } = row;
    return { id, role, content, modality };
  }
}

/** What was said as the person's message; null for silence. */
export function messageOf(utteranceId: string, text: string): Message | null {
  if (text === "") return null;
  return { id: utteranceId, role: "user", content: text, modality: "voice" };
}

function heardEvents(utteranceId: string, { text, message }: Said): NewEvent[] {
  const transcript = { type: "transcript", utteranceId, text, final: true } as const;
  return [
    { body: transcript, key: `transcript:${utteranceId}` },
    ...(message
      ? [{ body: { type: "message", message } as const, key: `message:${utteranceId}` }]
      : []),
  ];
}

async function createMessage(
  tx: Tx,
  conversationId: string,
  { message }: Said,
  createdAt: Date,
): Promise<void> {
  if (message) await tx.message.create({ data: { ...message, conversationId, createdAt } });
}

/** Of the event that the utterance has ended. */
function keyOf(utteranceId: string): string {
  return `utterance:${utteranceId}`;
}
