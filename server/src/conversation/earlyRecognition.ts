import type { Transcription } from "../engines/stt/port.ts";
import type { EarlyOutcome, Metrics } from "../lib/metrics.ts";
import { TurnTrace } from "./turnTrace.ts";

export interface EarlyRecognitionOptions {
  /** The utterance's first frames, all that has come before the silence. */
  frames: number;
  audioMs: number;
  listen: (signal: AbortSignal) => Promise<Transcription>;
  metrics: Metrics;
  /** It was heard before the end was sure, or could not be: then null. Not called once dropped. */
  onHeard: (transcription: Transcription | null) => void;
}

/**
 * The recognition of an utterance that seems to be over. What it hears is nobody's business until the
 * end is sure: when speech goes on it is dropped.
 */
export class EarlyRecognition {
  readonly frames: number;
  /** Of the turn that the utterance becomes. */
  readonly trace = new TurnTrace();
  readonly transcription: Promise<Transcription>;
  readonly #options: EarlyRecognitionOptions;
  readonly #abort = new AbortController();
  #heard: Transcription | null = null;
  #hasFailed = false;
  #isSettled = false;

  constructor(options: EarlyRecognitionOptions) {
    this.#options = options;
    this.frames = options.frames;
    this.trace.begin("recognition");
    this.transcription = options.listen(this.#abort.signal);
    this.transcription.then(
      (transcription) => this.#end(transcription),
      () => this.#end(null),
    );
  }

  /** What was heard; null while it still listens, and where it failed. */
  get heard(): Transcription | null {
    return this.#heard;
  }

  /** Whatever the reason was, it may be gone when the end is sure: then it is tried anew. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Speech went on. */
  drop(): void {
    if (this.#isSettled) return;
    this.#settle("dropped");
    this.#abort.abort(new DOMException("Speech went on.", "AbortError"));
  }

  /** The utterance was over indeed, after so much silence. */
  use(silenceMs: number | null): void {
    if (this.#isSettled) return;
    this.trace.inputEnded(silenceMs);
    this.#settle(this.#heard ? "ready" : "under way");
  }

  #end(transcription: Transcription | null): void {
    if (this.#abort.signal.aborted) return;
    this.trace.end("recognition");
    this.#heard = transcription;
    if (this.#isSettled) return;
    this.#hasFailed = transcription === null;
    if (this.#hasFailed) this.#settle("failed");
    this.#options.onHeard(transcription);
  }

  #settle(outcome: EarlyOutcome): void {
    this.#isSettled = true;
    const { metrics, audioMs } = this.#options;
    metrics.earlyRecognition(outcome, audioMs);
  }
}
