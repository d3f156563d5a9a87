import { storableText, type Message } from "@voiceplan/protocol";
import type { SpeechToText, Transcription, TranscriptionRequest } from "../engines/stt/port.ts";
import type { VoiceActivityDetector } from "../engines/vad/port.ts";
import { hasSpeech } from "../engines/vad/hasSpeech.ts";
import { samplesOf } from "../lib/pcm.ts";
import { Problem } from "../lib/problem.ts";
import type { Vocabulary } from "../engines/stt/port.ts";
import type { Db } from "../store/db.ts";
import type { EventLog } from "./eventLog.ts";

export interface RecognitionOptions {
  db: Db;
  eventLog: EventLog;
  /** Null: nothing on this server can recognise speech. */
  stt: SpeechToText | null;
  vad: VoiceActivityDetector;
}

/**
 * Turns a durable utterance into the person's message. An utterance is recognised again after a crash
 * until it has its transcript; transcript, message and both events are one transaction.
 */
export class Recognition {
  readonly #options: RecognitionOptions;

  constructor(options: RecognitionOptions) {
    this.#options = options;
  }

  /** The message that was said; null for silence. Throws a `Problem` when there is none to be had. */
  async recognise(
    conversationId: string,
    utteranceId: string,
    vocabulary: () => Promise<Vocabulary>,
    signal: AbortSignal,
  ): Promise<Message | null> {
    const { db, stt, vad } = this.#options;
    const utterance = await db.utterance.findUniqueOrThrow({ where: { id: utteranceId } });
    if (utterance.status !== "pending" || !utterance.audio) {
      return this.#keptMessage(utteranceId);
    }
    const audio = samplesOf(utterance.audio);
    if (!stt) {
      await this.#giveUp(utteranceId);
      throw new Problem(
        "no_recogniser",
        "Nothing on this server can recognise speech yet. You can go on typing; the settings page says what to set.",
      );
    }
    if (!hasSpeech(audio, vad)) return this.#keep(conversationId, utteranceId, "");
    const text = await this.#transcribe(stt, utteranceId, {
      audio,
      vocabulary: await vocabulary(),
      signal,
    });
    return this.#keep(conversationId, utteranceId, text);
  }

  async #transcribe(
    stt: SpeechToText,
    utteranceId: string,
    request: TranscriptionRequest,
  ): Promise<string> {
    try {
      return understood(await stt.transcribe(request));
    } catch (error) {
      // An abort leaves it pending: the process ends, and the next one recognises it.
      if (!request.signal.aborted) await this.#giveUp(utteranceId);
      throw error;
    }
  }

  /** Empty text is silence: it ends the utterance without a message. */
  async #keep(conversationId: string, utteranceId: string, text: string): Promise<Message | null> {
    const message: Message | null =
      text === "" ? null : { id: utteranceId, role: "user", content: text, modality: "voice" };
    const transcript = { type: "transcript", utteranceId, text, final: true } as const;
    await this.#options.eventLog.append(
      conversationId,
      [
        { body: transcript, key: `transcript:${utteranceId}` },
        ...(message
          ? [{ body: { type: "message", message } as const, key: `message:${utteranceId}` }]
          : []),
      ],
      async (tx) => {
        const { createdAt } = await tx.utterance.update({
          where: { id: utteranceId },
          data: { status: "transcribed", transcript: text, audio: null },
        });
        // It was said when it was said, however long the recognition took.
        if (message) await tx.message.create({ data: { ...message, conversationId, createdAt } });
      },
    );
    return message;
  }

  async #keptMessage(utteranceId: string): Promise<Message | null> {
    const row = await this.#options.db.message.findUnique({ where: { id: utteranceId } });
    if (!row) return null;
    const { id, role, content, modality } = row;
    return { id, role, content, modality };
  }

  async #giveUp(utteranceId: string): Promise<void> {
    await this.#options.db.utterance.update({
      where: { id: utteranceId },
      data: { status: "failed", audio: null },
    });
  }
}

function understood({ hypotheses, understood }: Transcription): string {
  if (!understood) {
    throw new Problem("not_understood", "That was not understood. Say it again, or type it.", {
      retryable: true,
    });
  }
  return storableText(hypotheses[0]?.text ?? "").trim();
}
