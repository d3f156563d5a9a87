import { FRAME_MS, type VoiceDetectorEvents } from "./voiceDetector.ts";

/** Where the frames of utterances go, in the order in which they were spoken. */
export interface UtteranceSink {
  start(): void;
  frame(samples: Float32Array): void;
  /** It has lasted long enough to be speech. */
  confirmed(): void;
  /** `frames`: how many of the frames belong to it; those after are the silence that ended it. */
  end(frames: number): void;
  cancel(): void;
}

const PRE_ROLL_FRAMES = Math.round(400 / FRAME_MS);
/** Kept after the last voiced frame, so that a soft ending is not cut. */
const TAIL_FRAMES = Math.round(200 / FRAME_MS);
const VOICED = 0.3;
/** Before the longest utterance a server takes; what is said on is the next one. */
const MAX_FRAMES = Math.floor(110_000 / FRAME_MS);

/** Cuts the stream of frames into utterances, each with what was heard just before it began. */
export class UtteranceSegmenter implements VoiceDetectorEvents {
  readonly #sink: UtteranceSink;
  #preRoll: Float32Array[] = [];
  #isOpen = false;
  #isConfirmed = false;
  #frames = 0;
  #voicedFrames = 0;

  constructor(sink: UtteranceSink) {
    this.#sink = sink;
  }

  onFrame(samples: Float32Array, probability: number): void {
    if (!this.#isOpen) {
      this.#preRoll.push(samples);
      if (this.#preRoll.length > PRE_ROLL_FRAMES) this.#preRoll.shift();
      return;
    }
    this.#send(samples, probability >= VOICED);
    if (this.#frames >= MAX_FRAMES) {
      this.#close(true);
      this.onStart();
      this.onConfirmed();
    }
  }

  onStart(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#sink.start();
    for (const samples of this.#preRoll) this.#send(samples, true);
    this.#preRoll = [];
  }

  onConfirmed(): void {
    if (!this.#isOpen || this.#isConfirmed) return;
    this.#isConfirmed = true;
    this.#sink.confirmed();
  }

  onEnd(): void {
    this.#close(true);
  }

  onMisfire(): void {
    this.#close(false);
  }

  /** The microphone is switched off: what was said so far is said. */
  finish(): void {
    this.#close(this.#isConfirmed);
    this.#preRoll = [];
  }

  #send(samples: Float32Array, isVoiced: boolean): void {
    this.#frames += 1;
    if (isVoiced) this.#voicedFrames = this.#frames;
    this.#sink.frame(samples);
  }

  #close(isSpeech: boolean): void {
    if (!this.#isOpen) return;
    const frames = Math.min(this.#frames, this.#voicedFrames + TAIL_FRAMES);
    this.#isOpen = false;
    this.#isConfirmed = false;
    this.#frames = 0;
    this.#voicedFrames = 0;
    if (isSpeech) this.#sink.end(frames);
    else this.#sink.cancel();
  }
}
