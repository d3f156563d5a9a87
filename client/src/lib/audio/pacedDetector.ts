import type { SpeechDetector } from "./sileroDetector.ts";

/** So many frames may wait for the detector. */
const MAX_WAITING = 5;

/**
 * Asks a detector about frame after frame, in order and however many are given at once. Where it takes
 * longer than the frames do, on a slow device, it is not asked about all of them: for the others its last
 * word holds, so that what is heard never falls far behind.
 */
export class PacedDetector implements SpeechDetector {
  readonly #detector: SpeechDetector;
  #waiting = 0;
  #last = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(detector: SpeechDetector) {
    this.#detector = detector;
  }

  /** Resolves in the order of the calls. */
  probability(samples: Float32Array): Promise<number> {
    const isAsked = this.#waiting < MAX_WAITING;
    const answer = this.#turn.then(() => (isAsked ? this.#ask(samples) : this.#last));
    if (isAsked) this.#waiting += 1;
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#detector.close();
  }

  async #ask(samples: Float32Array): Promise<number> {
    try {
      this.#last = await this.#detector.probability(samples);
      return this.#last;
    } finally {
      this.#waiting -= 1;
    }
  }
}
