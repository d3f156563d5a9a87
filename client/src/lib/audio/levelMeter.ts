/** Below this a microphone is as good as silent, in decibels relative to full scale. */
const FLOOR_DB = -55;
const CEILING_DB = -12;
/** How much of the old level is left after a frame in which it fell. */
const RELEASE = 0.7;

/** How loud the microphone is, from 0 to 1 as the ear would have it: up at once, down slowly. */
export class LevelMeter {
  #level = 0;

  /** The level after this frame; samples from -1 to 1. */
  push(frame: Float32Array): number {
    let sum = 0;
    for (const sample of frame) sum += sample * sample;
    const decibels = 10 * Math.log10(sum / Math.max(frame.length, 1) + 1e-12);
    const loudness = (decibels - FLOOR_DB) / (CEILING_DB - FLOOR_DB);
    this.#level = Math.min(1, Math.max(0, loudness, this.#level * RELEASE));
    return this.#level;
  }
}
