import { FRAME_MS, INSISTING_FRAMES, MAX_FRAMES, type UtteranceSink } from "./utteranceSink.ts";

interface Heard {
  samples: Int16Array<ArrayBuffer>;
  /** How probable it is that somebody speaks in it. */
  probability: number;
}

interface Utterance {
  heard: Heard[];
  /** How many of its frames are speech. */
  spoken: number;
  /** How many frames it takes to the last one that is not silence. */
  voiced: number;
  /** How many frames of silence there have been since somebody spoke. */
  silent: number;
  isPaused: boolean;
}

const PRE_ROLL_FRAMES = Math.round(400 / FRAME_MS);
const SPEECH = 0.45;
const SILENCE = 0.3;
/** So many frames of speech are no click and no breath. */
const CONFIRMING_FRAMES = Math.round(160 / FRAME_MS);
const PAUSE_FRAMES = Math.round(200 / FRAME_MS);
/** Kept after the last voiced frame, so that a soft ending is not cut. */
const TAIL_FRAMES = PAUSE_FRAMES;
/** So long nothing may follow what is too short to be speech. */
const MISFIRE_FRAMES = Math.round(320 / FRAME_MS);
/** The server ends an utterance long before that, if it is there. */
const END_FRAMES = Math.round(2500 / FRAME_MS);

/**
 * Finds utterances in the stream of frames, each with what was heard just before it began, and their
 * pauses. Its clock is the frames.
 */
export class UtteranceSegmenter {
  /** How probable speech has to be for an utterance to begin. */
  onset = SPEECH;
  readonly #sink: UtteranceSink;
  #preRoll: Heard[] = [];
  #utterance: Utterance | null = null;

  constructor(sink: UtteranceSink) {
    this.#sink = sink;
  }

  push(samples: Int16Array<ArrayBuffer>, probability: number): void {
    const heard = { samples, probability };
    if (this.#utterance) {
      this.#take(this.#utterance, heard);
      return;
    }
    if (probability >= this.onset) {
      this.#begin(heard);
      return;
    }
    this.#preRoll.push(heard);
    if (this.#preRoll.length > PRE_ROLL_FRAMES) this.#preRoll.shift();
  }

  /** The server has ended the utterance after so many frames. Those after them are heard anew. */
  ended(frames: number): void {
    const rest = this.#utterance?.heard.slice(frames) ?? [];
    this.#utterance = null;
    for (const { samples, probability } of rest) this.push(samples, probability);
  }

  /** Nothing more is listened to: what was said so far is said. */
  finish(): void {
    const utterance = this.#utterance;
    this.#utterance = null;
    this.#preRoll = [];
    if (!utterance) return;
    if (utterance.spoken >= CONFIRMING_FRAMES) this.#sink.end(lengthOf(utterance));
    else this.#sink.cancel();
  }

  #begin(first: Heard): void {
    const before = this.#preRoll;
    const utterance = { heard: before, spoken: 0, voiced: 0, silent: 0, isPaused: false };
    this.#preRoll = [];
    this.#utterance = utterance;
    this.#sink.start();
    for (const { samples } of before) this.#sink.frame(samples);
    this.#take(utterance, first);
  }

  #take(utterance: Utterance, heard: Heard): void {
    utterance.heard.push(heard);
    this.#sink.frame(heard.samples);
    if (heard.probability >= SILENCE) utterance.voiced = utterance.heard.length;
    if (heard.probability >= SPEECH) this.#speech(utterance);
    else if (heard.probability < SILENCE) this.#silence(utterance);
    if (utterance.heard.length >= MAX_FRAMES) this.finish();
  }

  #speech(utterance: Utterance): void {
    utterance.spoken += 1;
    utterance.silent = 0;
    if (utterance.isPaused) {
      utterance.isPaused = false;
      this.#sink.resume();
    }
    if (utterance.spoken === INSISTING_FRAMES) this.#sink.insisted();
  }

  #silence(utterance: Utterance): void {
    utterance.silent += 1;
    const { silent, spoken } = utterance;
    if (spoken < CONFIRMING_FRAMES) {
      if (silent >= MISFIRE_FRAMES) this.finish();
    } else if (silent >= END_FRAMES) {
      this.finish();
    } else if (silent >= PAUSE_FRAMES && !utterance.isPaused) {
      utterance.isPaused = true;
      this.#sink.pause(lengthOf(utterance));
    }
  }
}

function lengthOf({ heard, voiced }: Utterance): number {
  return Math.min(heard.length, voiced + TAIL_FRAMES);
}
