import type { Message, Request } from "@voiceplan/protocol";
import type { Transcription } from "../engines/stt/port.ts";
import type { Log } from "../lib/log.ts";
import { samplesOf } from "../lib/pcm.ts";
import { Problem } from "../lib/problem.ts";
import type { Finality } from "./finality.ts";
import type { FrameFormat } from "./frameFormat.ts";
import type { Floor } from "./floor.ts";
import type { Hearing } from "./hearing.ts";
import { IncomingUtterance, type WholeUtterance } from "./incomingUtterance.ts";
import { OpusFrames } from "./opusFrames.ts";
import { pcmFrames } from "./pcmFrames.ts";
import { wordsOf } from "./recognition.ts";
import { TurnTrace } from "./turnTrace.ts";
import type { UtteranceRecord } from "./utteranceRecord.ts";

/** An utterance that is in the database, for the first time. */
export interface DurableUtterance {
  utteranceId: string;
  /** Its words: kept with it as a message, null for silence; or still being heard. */
  words: { message: Message | null } | { transcription: Promise<Transcription> };
  trace: TurnTrace;
}

/** Words that may be all that is said in an utterance. */
export interface ProvisionalWords {
  message: Message;
  finality: Finality;
  trace: TurnTrace;
}

export interface UtteranceReceptionOptions {
  conversationId: string;
  hearing: Hearing;
  record: UtteranceRecord;
  floor: Pick<Floor, "started" | "heard" | "cancelled" | "saidOf">;
  log: Log;
  onProvisional: (words: ProvisionalWords) => void;
  /** What was heard of the utterance was not all, or it is not going to be one. */
  onWithdrawn: (utteranceId: string) => void;
  onDurable: (utterance: DurableUtterance) => void;
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
  readonly #incoming = new Map<string, IncomingUtterance>();
  /** Ended or being ended: resolves when durable. */
  readonly #ended = new Map<string, Promise<void>>();

  constructor(options: UtteranceReceptionOptions) {
    this.#options = options;
  }

  /** Resolves when its frames can be taken; those of PCM can be at once. */
  async start(request: Request<"utterance.start">): Promise<void> {
    const { utteranceId, encoding } = request;
    if (this.#isKnown(utteranceId)) return;
    const format = encoding === "opus" ? await OpusFrames.open() : pcmFrames;
    // It may have been begun over another connection, or twice over this one, in the meantime.
    if (this.#isKnown(utteranceId)) format.close();
    else this.#begin(request, format);
  }

  audio({ utteranceId, seq }: Request<"utterance.audio">, frame: Uint8Array): void {
    if (this.#ended.has(utteranceId)) return;
    const { floor } = this.#options;
    const incoming = this.#find(utteranceId);
    const heardMs = incoming.add(seq, frame);
    if (incoming.hasSpeech) floor.started(utteranceId);
    floor.heard(utteranceId, heardMs);
  }

  /** The client hears silence: the end unless speech goes on. */
  pause({ utteranceId, frames }: Request<"utterance.pause">): void {
    if (!this.#ended.has(utteranceId)) this.#find(utteranceId).pause(frames);
  }

  resume({ utteranceId }: Request<"utterance.resume">): void {
    if (!this.#ended.has(utteranceId)) this.#find(utteranceId).resume();
  }

  /** Resolves once the utterance would survive a crash. */
  async end({ utteranceId, frames }: Request<"utterance.end">): Promise<void> {
    const { conversationId, record } = this.#options;
    // It may have been kept by an earlier process, whose acknowledgement the client did not get.
    if (!this.#isKnown(utteranceId) && (await record.hasEnded(conversationId, utteranceId))) return;
    await this.#end(utteranceId, frames, "client");
  }

  cancel(utteranceId: string): void {
    this.#incoming.get(utteranceId)?.drop();
    this.#incoming.delete(utteranceId);
    this.#options.floor.cancelled(utteranceId);
  }

  /** Forgets what has not ended; nobody is there any more to end it. */
  close(): void {
    for (const utteranceId of [...this.#incoming.keys()]) this.cancel(utteranceId);
  }

  #begin(request: Request<"utterance.start">, format: FrameFormat): void {
    const { utteranceId } = request;
    const { hearing, floor, onProvisional, onWithdrawn } = this.#options;
    const incoming = new IncomingUtterance(request, {
      format,
      hearing,
      onProvisional: (text, { trace }, finality) => {
        const { message } = floor.saidOf(utteranceId, text);
        if (message) onProvisional({ message, finality, trace });
      },
      onWithdrawn: () => onWithdrawn(utteranceId),
      onEnd: (frames) => this.#endByServer(utteranceId, frames),
      onSpeech: () => this.#options.floor.started(utteranceId),
      onDeaf: (error) => {
        const { conversationId, log } = this.#options;
        log.error({ err: error, conversationId, utteranceId }, "The voice detector failed");
      },
    });
    this.#incoming.set(utteranceId, incoming);
    if (incoming.hasSpeech) this.#options.floor.started(utteranceId);
    for (const abandoned of this.#incoming.keys()) {
      if (this.#incoming.size <= MAX_INCOMING) break;
      this.cancel(abandoned);
    }
  }

  #isKnown(utteranceId: string): boolean {
    return this.#incoming.has(utteranceId) || this.#ended.has(utteranceId);
  }

  #find(utteranceId: string): IncomingUtterance {
    const incoming = this.#incoming.get(utteranceId);
    if (incoming) return incoming;
    throw new Problem("unknown_utterance", "No utterance with this id has been started here.");
  }

  #endByServer(utteranceId: string, frames: number): void {
    this.#end(utteranceId, frames, "server").catch((error: unknown) => {
      const { conversationId, log } = this.#options;
      log.error({ err: error, conversationId, utteranceId }, "An utterance could not be kept");
    });
  }

  async #end(utteranceId: string, frames: number, by: "client" | "server"): Promise<void> {
    const ended = this.#ended.get(utteranceId);
    if (ended) return ended;
    const kept = this.#keep(utteranceId, this.#find(utteranceId).end(frames), by);
    this.#ended.set(utteranceId, kept);
    kept.then(
      () => {
        this.#incoming.get(utteranceId)?.close();
        this.#incoming.delete(utteranceId);
        this.#options.floor.cancelled(utteranceId);
      },
      // Not durable: the audio is still here, and the client may end it again.
      () => this.#ended.delete(utteranceId),
    );
    for (const old of this.#ended.keys()) {
      if (this.#ended.size <= MAX_REMEMBERED) break;
      this.#ended.delete(old);
    }
    return kept;
  }

  async #keep(
    id: string,
    { audio, frames, early }: WholeUtterance,
    by: "client" | "server",
  ): Promise<void> {
    const { conversationId, record, hearing, floor, onDurable, onWithdrawn } = this.#options;
    const trace = early?.trace ?? new TurnTrace();
    const text = early?.heard ? wordsOf(early.heard) : null;
    const said = text === null ? null : floor.saidOf(id, text);
    if (!(await record.end(conversationId, { id, by, frames, audio, said }))) {
      // Kept by an earlier process: it is answered from there, not by what was begun here.
      onWithdrawn(id);
      return;
    }
    const listen = () => {
      const onPartial = record.partials(conversationId, id);
      const listening = hearing.listen(samplesOf(audio), { onPartial });
      return trace.during("recognition", listening);
    };
    const words = said ?? { transcription: early?.transcription.catch(listen) ?? listen() };
    onDurable({ utteranceId: id, words, trace });
  }
}
