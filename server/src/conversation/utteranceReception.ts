import { inputDurationMs, type ConversationEventBody, type Request } from "@voiceplan/protocol";
import type { VoiceActivityDetector } from "../engines/vad/port.ts";
import type { Log } from "../lib/log.ts";
import { samplesOf } from "../lib/pcm.ts";
import { Problem } from "../lib/problem.ts";
import { Endpointing } from "./endpointing.ts";
import type { EventLog } from "./eventLog.ts";
import { PauseFinder } from "./pauseFinder.ts";
import { UtteranceBuffer } from "./utteranceBuffer.ts";

export interface UtteranceReceptionOptions {
  conversationId: string;
  eventLog: EventLog;
  vad: VoiceActivityDetector;
  log: Log;
  /** The utterance is in the database, for the first time. */
  onDurable: (utteranceId: string) => void;
}

type UtteranceEnded = Extract<ConversationEventBody, { type: "utterance.ended" }>;

interface Incoming {
  buffer: UtteranceBuffer;
  endpointing: Endpointing;
  pauses: PauseFinder | null;
  timer: NodeJS.Timeout | null;
}

/** Utterances under way at once; beyond that the one begun first was abandoned by its client. */
const MAX_INCOMING = 4;
/** Ids of utterances that ended lately, so that what comes late for them is no error. */
const MAX_REMEMBERED = 200;

/**
 * Takes in utterances until they are durable. Every request may come twice, and after a reconnect
 * from another socket: what is known already changes nothing.
 */
export class UtteranceReception {
  readonly #options: UtteranceReceptionOptions;
  readonly #incoming = new Map<string, Incoming>();
  /** Ended or being ended: resolves when durable. */
  readonly #ended = new Map<string, Promise<void>>();

  constructor(options: UtteranceReceptionOptions) {
    this.#options = options;
  }

  start(request: Request<"utterance.start">): void {
    const { utteranceId, endpointing, vad } = request;
    if (this.#incoming.has(utteranceId) || this.#ended.has(utteranceId)) return;
    const pauses =
      endpointing === "server" && vad === "server"
        ? new PauseFinder(this.#options.vad.open())
        : null;
    const buffer = new UtteranceBuffer(request);
    this.#incoming.set(utteranceId, {
      buffer,
      endpointing: new Endpointing(),
      pauses,
      timer: null,
    });
    for (const abandoned of this.#incoming.keys()) {
      if (this.#incoming.size <= MAX_INCOMING) break;
      this.cancel(abandoned);
    }
  }

  audio({ utteranceId, seq }: Request<"utterance.audio">, frame: Uint8Array): void {
    if (this.#ended.has(utteranceId)) return;
    const incoming = this.#find(utteranceId);
    if (!incoming.buffer.add(seq, frame) || !incoming.pauses) return;
    incoming.pauses.add(samplesOf(frame));
    incoming.endpointing.silence(incoming.pauses.silentSinceMs);
    if (incoming.endpointing.endsInMs(incoming.pauses.nowMs) === 0) {
      this.#endByServer(incoming.buffer.id, incoming.buffer.frames);
    }
  }

  /** The client hears silence: with the server's endpointing, the end unless speech goes on. */
  pause({ utteranceId, frames }: Request<"utterance.pause">): void {
    if (this.#ended.has(utteranceId)) return;
    const incoming = this.#find(utteranceId);
    incoming.buffer.expect(frames);
    if (incoming.buffer.endpointing === "client" || incoming.timer) return;
    const nowMs = performance.now();
    incoming.endpointing.silence(nowMs);
    const inMs = incoming.endpointing.endsInMs(nowMs) ?? 0;
    incoming.timer = setTimeout(() => {
      incoming.timer = null;
      this.#endByServer(utteranceId, frames);
    }, inMs);
  }

  resume({ utteranceId }: Request<"utterance.resume">): void {
    if (this.#ended.has(utteranceId)) return;
    const incoming = this.#find(utteranceId);
    incoming.endpointing.silence(null);
    clearTimer(incoming);
  }

  /** Resolves once the utterance would survive a crash. */
  async end({ utteranceId, frames }: Request<"utterance.end">): Promise<void> {
    const { conversationId, eventLog } = this.#options;
    const isKnown = this.#incoming.has(utteranceId) || this.#ended.has(utteranceId);
    // It may have been kept by an earlier process, whose acknowledgement the client did not get.
    if (!isKnown && (await eventLog.has(conversationId, keyOf(utteranceId)))) return;
    await this.#end(utteranceId, frames, "client");
  }

  cancel(utteranceId: string): void {
    const incoming = this.#incoming.get(utteranceId);
    if (incoming) clearTimer(incoming);
    this.#incoming.delete(utteranceId);
  }

  /** Forgets what has not ended; nobody is there any more to end it. */
  close(): void {
    for (const utteranceId of [...this.#incoming.keys()]) this.cancel(utteranceId);
  }

  #find(utteranceId: string): Incoming {
    const incoming = this.#incoming.get(utteranceId);
    if (incoming) return incoming;
    throw new Problem("unknown_utterance", "No utterance with this id has been started here.");
  }

  #endByServer(utteranceId: string, frames: number): void {
    this.#end(utteranceId, frames, "server").catch((error: unknown) => {
      this.#options.log.error({ err: error, utteranceId }, "An utterance could not be kept");
    });
  }

  async #end(utteranceId: string, frames: number, by: "client" | "server"): Promise<void> {
    const ended = this.#ended.get(utteranceId);
    if (ended) return ended;
    const { buffer } = this.#find(utteranceId);
    const audio = buffer.audio(frames);
    const kept = this.#keep(
      { type: "utterance.ended", utteranceId, by, frames: Math.min(frames, buffer.frames) },
      audio,
    );
    this.#ended.set(utteranceId, kept);
    kept.then(
      () => this.cancel(utteranceId),
      // Not durable: the audio is still here, and the client may end it again.
      () => this.#ended.delete(utteranceId),
    );
    for (const old of this.#ended.keys()) {
      if (this.#ended.size <= MAX_REMEMBERED) break;
      this.#ended.delete(old);
    }
    return kept;
  }

  async #keep(body: UtteranceEnded, audio: Buffer<ArrayBuffer>): Promise<void> {
    const { conversationId, eventLog, onDurable } = this.#options;
    const { utteranceId: id } = body;
    const durationMs = inputDurationMs(audio.byteLength);
    const events = [{ body, key: keyOf(id) }];
    const written = await eventLog.append(conversationId, events, async (tx) => {
      const data = [{ id, conversationId, audio, durationMs }];
      const { count } = await tx.utterance.createMany({ data, skipDuplicates: true });
      // The event is new and the row is not: the id is that of an utterance somewhere else.
      if (count === 0) throw new Problem("conflict", "This id is another utterance's already.");
    });
    if (written.length > 0) onDurable(id);
  }
}

/** Of the event that the utterance has ended. */
function keyOf(utteranceId: string): string {
  return `utterance:${utteranceId}`;
}

function clearTimer(incoming: Incoming): void {
  if (incoming.timer) clearTimeout(incoming.timer);
  incoming.timer = null;
}
