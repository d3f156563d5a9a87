import { inputDurationMs, type Request } from "@voiceplan/protocol";
import type { Transcription } from "../engines/stt/port.ts";
import { samplesOf } from "../lib/pcm.ts";
import { EarlyRecognition } from "./earlyRecognition.ts";
import { speechThreshold } from "./echo.ts";
import type { Finality } from "./finality.ts";
import { Endpointing, PROVISIONAL_END_MS } from "./endpointing.ts";
import type { FrameFormat } from "./frameFormat.ts";
import type { Hearing } from "./hearing.ts";
import { PauseFinder } from "./pauseFinder.ts";
import { wordsOf } from "./recognition.ts";
import { UtteranceBuffer } from "./utteranceBuffer.ts";

export interface WholeUtterance {
  audio: Buffer<ArrayBuffer>;
  frames: number;
  /** The recognition that has listened to all that was said in it, if there is one. */
  early: EarlyRecognition | null;
}

export interface IncomingUtteranceOptions {
  format: FrameFormat;
  hearing: Hearing;
  /** Words were heard of which it is not sure yet that they are all. */
  onProvisional: (text: string, early: EarlyRecognition, finality: Finality) => void;
  /** They are not, or nobody wants to know any more. */
  onWithdrawn: () => void;
  /** The server calls it the end of the utterance's first `frames` frames. */
  onEnd: (frames: number) => void;
  /** Somebody speaks, in a raw stream of which that was not known. */
  onSpeech: () => void;
  /** Some of a raw stream could not be judged: its pauses may go unnoticed. */
  onDeaf: (error: unknown) => void;
}

/**
 * One utterance while it comes in: its audio, and what its silences are taken for. From a pause on,
 * recognition runs, at most one at a time; it is dropped when speech goes on and is there at the end.
 */
export class IncomingUtterance {
  readonly #buffer: UtteranceBuffer;
  readonly #options: IncomingUtteranceOptions;
  readonly #endpointing: Endpointing;
  readonly #pauses: PauseFinder | null;
  /** How many frames had come at the pause that is under way. */
  #pausedAt: number | null = null;
  #early: EarlyRecognition | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isOver = false;

  constructor(request: Request<"utterance.start">, options: IncomingUtteranceOptions) {
    const { hearing, format } = options;
    this.#buffer = new UtteranceBuffer(request, format);
    this.#options = options;
    this.#endpointing = new Endpointing(hearing.endpointing);
    const findsPauses = request.endpointing === "server" && request.vad === "server";
    this.#pauses = findsPauses ? new PauseFinder(hearing.openStream()) : null;
  }

  /** Whether somebody has spoken, as far as can be told: who begins an utterance does, but in a raw stream. */
  get hasSpeech(): boolean {
    return this.#pauses?.hasSpeech ?? true;
  }

  /**
   * Takes the frame; how much more has been heard by it, in milliseconds. Throws a `Problem` as the
   * buffer does.
   */
  add(seq: number, frame: Uint8Array): number {
    const audio = this.#buffer.add(seq, frame);
    if (!audio) return 0;
    this.#findPauses(samplesOf(audio));
    return inputDurationMs(audio.byteLength);
  }

  /** The client hears silence. Throws a `Problem` when some of the frames before it have not come. */
  pause(frames: number): void {
    this.#buffer.expect(frames);
    if (this.#pausedAt === null) this.#pause(frames, this.#nowMs - PROVISIONAL_END_MS);
  }

  /** Speech goes on. */
  resume(): void {
    if (this.#pausedAt === null) return;
    this.#pausedAt = null;
    this.#endpointing.silence(null);
    this.#dropEarly();
  }

  /** It is not going to be used. */
  drop(): void {
    this.#isOver = true;
    this.#pauses?.close();
    this.#dropEarly();
    this.close();
  }

  /** It has been kept: nothing more comes. */
  close(): void {
    this.#buffer.close();
  }

  /** The utterance is its first `frames` frames. Throws a `Problem` when some have not come. */
  end(frames: number): WholeUtterance {
    const audio = this.#buffer.audio(frames);
    this.#clearTimer();
    const silentForMs = this.#endpointing.silentForMs(this.#nowMs);
    if (this.#early && !this.#hasHeardAll(this.#early, frames)) this.#dropEarly();
    this.#early?.use(silentForMs);
    this.#isOver = true;
    this.#pauses?.close();
    return { audio, frames: Math.min(frames, this.#buffer.frames), early: this.#early };
  }

  #findPauses(samples: Int16Array): void {
    const pauses = this.#pauses;
    if (!pauses) return;
    const { frames } = this.#buffer;
    pauses.add(samples, speechThreshold(this.#options.hearing.speakingForMs)).then(
      () => this.#look(pauses, frames),
      (error: unknown) => this.#options.onDeaf(error),
    );
  }

  /** The first `frames` frames of a raw stream have been listened to. */
  #look(pauses: PauseFinder, frames: number): void {
    if (this.#isOver) return;
    if (pauses.hasSpeech) this.#options.onSpeech();
    const sinceMs = pauses.silentSinceMs;
    if (sinceMs === null) return this.resume();
    if (pauses.nowMs - sinceMs < PROVISIONAL_END_MS) return;
    if (this.#pausedAt === null) this.#pause(frames, sinceMs);
    // A stream that comes faster than it was spoken is judged by its own clock.
    if (this.#endpointing.endsInMs(pauses.nowMs) === 0) this.#end();
  }

  /** Whatever the utterance has more or less than was listened to is silence. */
  #hasHeardAll({ hasFailed, frames: heard }: EarlyRecognition, frames: number): boolean {
    if (hasFailed) return false;
    if (heard === frames) return true;
    const shorter = this.#buffer.audio(Math.min(heard, frames)).byteLength;
    const longer = this.#buffer.audio(Math.max(heard, frames));
    return !this.#options.hearing.hasSpeech(samplesOf(longer.subarray(shorter)));
  }

  /** In milliseconds, by the clock that the silences are measured with. */
  get #nowMs(): number {
    return this.#pauses?.nowMs ?? performance.now();
  }

  #pause(frames: number, silentSinceMs: number): void {
    this.#pausedAt = frames;
    this.#endpointing.silence(silentSinceMs);
    const { hearing } = this.#options;
    if (hearing.isAvailable) this.#listen(frames);
    else this.#endpointing.words("unsure");
    this.#awaitEnd();
  }

  #listen(frames: number): void {
    const { hearing } = this.#options;
    const audio = this.#buffer.audio(frames);
    const early: EarlyRecognition = new EarlyRecognition({
      frames,
      audioMs: inputDurationMs(audio.byteLength),
      listen: (until) => hearing.listen(samplesOf(audio), { until }),
      metrics: hearing.metrics,
      onHeard: (transcription) => this.#hear(early, transcription),
    });
    this.#early = early;
  }

  #hear(early: EarlyRecognition, transcription: Transcription | null): void {
    const text = transcription && wordsOf(transcription);
    const finality = text === null ? "unsure" : this.#options.hearing.finality(text);
    this.#endpointing.words(finality);
    this.#awaitEnd();
    if (text) this.#options.onProvisional(text, early, finality);
  }

  #awaitEnd(): void {
    if (this.#buffer.endpointing === "client") return;
    this.#clearTimer();
    const inMs = this.#endpointing.endsInMs(this.#nowMs);
    if (inMs !== null) this.#timer = setTimeout(() => this.#end(), inMs);
  }

  #end(): void {
    if (this.#pausedAt !== null) this.#options.onEnd(this.#pausedAt);
  }

  #dropEarly(): void {
    this.#clearTimer();
    if (!this.#early) return;
    this.#early.drop();
    this.#early = null;
    this.#options.onWithdrawn();
  }

  #clearTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
