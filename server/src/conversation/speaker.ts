import type { ReplyAudio } from "@voiceplan/protocol";
import type { TextToSpeech } from "../engines/tts/port.ts";
import { abortable, sleep } from "../lib/abort.ts";
import { BoundedQueue } from "../lib/boundedQueue.ts";
import { bytesOf } from "../lib/pcm.ts";
import { heardText, type SpokenSentence } from "./heard.ts";
import type { Manner } from "./listener.ts";
import { plainWords } from "./plainWords.ts";
import { PlayClock } from "./playClock.ts";
import { SentenceSplitter, type Sentence } from "./sentences.ts";
import { SpeechFrames } from "./speechFrames.ts";

export interface SpeakerOptions {
  replyId: string;
  tts: TextToSpeech;
  /** Asked anew for every sentence: it may be changed while the reply is spoken. */
  manner: () => Manner;
  /** Whether so much is on its way to whoever listens that frames have to wait. */
  isBehind: () => boolean;
  send: (header: ReplyAudio, frame: Uint8Array) => void;
  /** Sentences may be made before, but no frame is sent until this resolves. */
  confirmed: Promise<void>;
  /** Ends the speech at once: no frame is sent after it is aborted. */
  signal: AbortSignal;
  onFirstSentence: () => void;
  onFirstAudio: () => void;
}

/** Sentences being made while an earlier one is played. */
const PREFETCH_SENTENCES = 2;
/** Pieces of audio that wait of one sentence; a full queue stops its engine. */
const QUEUED_CHUNKS = 64;
/** How far the sent audio may run ahead of what can have been played: so little is lost at a stop. */
const LEAD_MS = 3000;
/** How often it is looked whether a slow connection has caught up. */
const CATCH_UP_INTERVAL_MS = 50;
/** So much later than the clock says may the last of it come out of a loudspeaker. */
const PLAYBACK_DELAY_MS = 400;

interface Making {
  sentence: Sentence;
  chunks: BoundedQueue<Int16Array>;
}

/**
 * Speaks a reply while its text streams in: sentences in order, the next ones prefetched, frames sent
 * as they are made but never far ahead of the ear. Knows afterwards what was heard.
 */
export class Speaker {
  readonly #options: SpeakerOptions;
  readonly #splitter = new SentenceSplitter();
  readonly #sentences: SpokenSentence[] = [];
  readonly #making: BoundedQueue<Making>;
  readonly #waiting = new BoundedQueue<Sentence>(Number.POSITIVE_INFINITY);
  #text = "";
  #seq = 0;
  #droppedMs = 0;
  readonly #clock = new PlayClock();
  #hurried = false;
  #isFinished = false;
  #isDone = false;
  /** While somebody speaks: resolves when the speech may go on. */
  #held: PromiseWithResolvers<void> | null = null;

  /** Resolves when everything was sent; rejects with a `Problem` or the signal's reason. */
  readonly done: Promise<void>;

  constructor(options: SpeakerOptions) {
    this.#options = options;
    this.#making = new BoundedQueue<Making>(PREFETCH_SENTENCES - 1);
    this.done = Promise.all([this.#make(), this.#send()]).then(() => undefined);
    // Whoever awaits `done` learns of a failure; until somebody does, it must not end the process.
    this.done.catch(() => undefined);
  }

  push(delta: string): void {
    this.#text += delta;
    for (const sentence of this.#splitter.push(delta)) this.#enqueue(sentence);
  }

  /** The text is complete. */
  finish(): void {
    this.#isFinished = true;
    for (const sentence of this.#splitter.flush()) this.#enqueue(sentence);
    this.#waiting.close();
  }

  /** Somebody waits: speak the sentence that is under way to its end, and no further one. */
  hurry(): void {
    this.#hurried = true;
  }

  /** No frame leaves from now on, until `release`; sentences are still made, as many as may wait. */
  hold(): void {
    this.#held ??= Promise.withResolvers();
    this.#clock.hold(performance.now());
  }

  /** Goes on where it was. */
  release(): void {
    this.#held?.resolve();
    this.#held = null;
    this.#clock.release(performance.now());
  }

  /** Whether some of it is still to be heard, as far as the clock can tell. */
  get isAudible(): boolean {
    return (
      this.#seq > 0 && !(this.#isDone && this.#clock.quietMs(performance.now()) > PLAYBACK_DELAY_MS)
    );
  }

  /** How much can have been played, where the client does not say. */
  get playedMs(): number {
    return this.#clock.playedMs(performance.now());
  }

  /** Whether its last sentence is being heard, and is a question. */
  get isAsking(): boolean {
    const last = this.#sentences.at(-1);
    const text = this.#text.trimEnd();
    if (!this.#isFinished || !last || !text.endsWith("?") || last.end < text.length) return false;
    return this.playedMs >= last.startMs;
  }

  /** What of the text was heard when `playedMs` of the speech had been played. */
  heard(playedMs: number): string {
    const all = this.#sentences.at(-1);
    if (all?.complete && playedMs >= all.endMs && all.end >= this.#text.trimEnd().length) {
      return this.#text.trimEnd();
    }
    return heardText(this.#text, this.#sentences, playedMs);
  }

  #enqueue(sentence: Sentence): void {
    void this.#waiting.push(sentence);
  }

  async #make(): Promise<void> {
    for await (const sentence of this.#waiting.values(this.#options.signal)) {
      if (this.#hurried && this.#seq > 0) break;
      const text = plainWords(sentence.text);
      if (text === "") continue;
      this.#options.onFirstSentence();
      const chunks = new BoundedQueue<Int16Array>(QUEUED_CHUNKS);
      void this.#synthesize(text, chunks);
      const wanted = await this.#making.push({ sentence, chunks }, this.#options.signal);
      if (!wanted) {
        chunks.cancel();
        break;
      }
    }
    this.#making.close();
  }

  async #synthesize(text: string, chunks: BoundedQueue<Int16Array>): Promise<void> {
    const { tts, manner, signal } = this.#options;
    try {
      for await (const chunk of tts.synthesize({ text, ...manner(), signal })) {
        if (!(await chunks.push(chunk, signal))) return;
      }
      chunks.close();
    } catch (error) {
      chunks.fail(error);
    }
  }

  async #send(): Promise<void> {
    const { confirmed, signal } = this.#options;
    try {
      await abortable(confirmed, signal);
      for await (const { sentence, chunks } of this.#making.values(signal)) {
        if (this.#hurried && this.#sentences.length > 0) break;
        const startMs = this.#clock.sentMs;
        const spoken: SpokenSentence = {
          end: sentence.end,
          startMs,
          endMs: startMs,
          complete: false,
        };
        this.#sentences.push(spoken);
        let text: string | undefined = sentence.text;
        for await (const frame of this.#frames(chunks)) {
          await this.#pace();
          if (!this.#sendFrame(frame, text)) continue;
          text = undefined;
          spoken.endMs = this.#clock.sentMs;
        }
        spoken.complete = true;
      }
    } finally {
      this.#isDone = true;
    }
  }

  async *#frames(chunks: Making["chunks"]): AsyncIterable<Int16Array> {
    const frames = new SpeechFrames(this.#options.tts.sampleRate);
    for await (const chunk of chunks.values(this.#options.signal)) {
      yield* frames.add(chunk, this.#clock.aheadMs(performance.now()));
    }
    yield* frames.rest();
  }

  async #pace(): Promise<void> {
    const { signal } = this.#options;
    const aheadMs = this.#clock.aheadMs(performance.now());
    if (aheadMs > LEAD_MS && !this.#hurried) await sleep(aheadMs - LEAD_MS, signal);
    while (this.#options.isBehind() && !this.#hurried) await sleep(CATCH_UP_INTERVAL_MS, signal);
    while (this.#held) await abortable(this.#held.promise, signal);
  }

  /** False: it was dropped. */
  #sendFrame(samples: Int16Array, text: string | undefined): boolean {
    const { replyId, tts, isBehind, send, signal, onFirstAudio } = this.#options;
    signal.throwIfAborted();
    const durationMs = (samples.length / tts.sampleRate) * 1000;
    // Somebody waits for the end of it, and it cannot be sent.
    if (isBehind()) {
      this.#droppedMs += durationMs;
      return false;
    }
    if (this.#seq === 0) onFirstAudio();
    const header = {
      replyId,
      seq: this.#seq,
      encoding: "pcm_s16le",
      sampleRate: tts.sampleRate,
      ...(text === undefined ? {} : { text }),
      ...(this.#droppedMs === 0 ? {} : { droppedMs: Math.round(this.#droppedMs) }),
    } as const;
    send(header, bytesOf(samples));
    this.#droppedMs = 0;
    this.#seq += 1;
    this.#clock.sent(durationMs, performance.now());
    return true;
  }
}
