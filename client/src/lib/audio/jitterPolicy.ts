/** Enough where frames come evenly, and too little to be noticed. */
const START_MS = 50;
const MAX_MS = 240;
/** A longer wait is no jitter: nothing was there to be sent. */
const MAX_LATE_MS = 500;
/** How much of what was added for jitter is left after a reply that needed none of it. */
const CALM = 0.7;

/**
 * How much of a reply has to be there before it is played, so that what comes unevenly is heard
 * evenly. It starts small, grows with every gap and shrinks again while there are none.
 */
export class JitterPolicy {
  #leadMs = START_MS;

  /** In milliseconds; also how long the first piece waits for others at most. */
  get leadMs(): number {
    return this.#leadMs;
  }

  /** The next piece came so long after it was needed. */
  late(ms: number): void {
    if (ms <= MAX_LATE_MS) this.#leadMs = Math.min(MAX_MS, this.#leadMs + ms);
  }

  /** A whole reply was played without a gap. */
  calm(): void {
    this.#leadMs = START_MS + (this.#leadMs - START_MS) * CALM;
  }
}
