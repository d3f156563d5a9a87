import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol";
import type { VoiceActivity } from "../engines/vad/port.ts";

const WINDOW = 512;

/** Finds where speech begins and pauses in a raw stream. Its clock is the audio itself. */
export class PauseFinder {
  readonly #activity: VoiceActivity;
  readonly #window = new Int16Array(WINDOW);
  #filled = 0;
  #samples = 0;
  #spoken = false;
  #silentSinceMs: number | null = null;

  constructor(activity: VoiceActivity) {
    this.#activity = activity;
  }

  /** How much audio has been looked at, in milliseconds. */
  get nowMs(): number {
    return (this.#samples / INPUT_SAMPLE_RATE) * 1000;
  }

  /** Since when there is silence after speech; null while somebody speaks or nobody has yet. */
  get silentSinceMs(): number | null {
    return this.#silentSinceMs;
  }

  /** Whether anybody has spoken yet. */
  get hasSpeech(): boolean {
    return this.#spoken;
  }

  /** `threshold`: how likely a window has to be speech to count as that, from 0 to 1. */
  add(frame: Int16Array, threshold: number): void {
    for (let at = 0; at < frame.length;) {
      const piece = frame.subarray(at, at + WINDOW - this.#filled);
      this.#window.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled === WINDOW) this.#look(threshold);
    }
  }

  #look(threshold: number): void {
    const isSpeech = this.#activity.probability(this.#window) >= threshold;
    if (isSpeech) {
      this.#spoken = true;
      this.#silentSinceMs = null;
    } else if (this.#spoken) {
      this.#silentSinceMs ??= this.nowMs;
    }
    this.#samples += WINDOW;
    this.#filled = 0;
  }
}
