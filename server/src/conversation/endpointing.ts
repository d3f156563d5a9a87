import type { Finality } from "./finality.ts";

/** How much silence ends an utterance: at the least, and whatever was said. */
export interface EndpointingBounds {
  minMs: number;
  maxMs: number;
}

/** After so much silence it may be the end, and what can be begun for the answer is begun. */
export const PROVISIONAL_END_MS = 200;

/** Where words that end neither way stand between the shortest and the longest silence. */
const UNSURE_SHARE = 0.3;

/**
 * Decides when silence is the end of an utterance, from how long it lasts and from the words before it.
 * It is told the time and has no timer; any clock will do, as long as it is the same one.
 *
 * Invariants: it is never over before the shortest silence and always after the longest; speech takes
 * back what the silence before it was taken for.
 */
export class Endpointing {
  readonly #bounds: EndpointingBounds;
  #silentSinceMs: number | null = null;
  #finality: Finality | null = null;

  constructor(bounds: EndpointingBounds) {
    this.#bounds = bounds;
  }

  /** Silence has begun, or has been going on, since then; null: somebody speaks. */
  silence(sinceMs: number | null): void {
    if (sinceMs === null) this.#finality = null;
    this.#silentSinceMs = sinceMs;
  }

  /**
   * How the words before the silence sound. Until somebody says so they are still being recognised,
   * and waiting for them costs nothing: without words there is nothing to answer.
   */
  words(finality: Finality): void {
    this.#finality = finality;
  }

  /** How long it has been silent; null while somebody speaks. */
  silentForMs(nowMs: number): number | null {
    return this.#silentSinceMs === null ? null : nowMs - this.#silentSinceMs;
  }

  /** How long from now until it is the end if nothing is said; null while somebody speaks. */
  endsInMs(nowMs: number): number | null {
    const silentForMs = this.silentForMs(nowMs);
    return silentForMs === null ? null : Math.max(0, this.#neededMs() - silentForMs);
  }

  #neededMs(): number {
    const { minMs, maxMs } = this.#bounds;
    switch (this.#finality) {
      case "finished":
        return minMs;
      case "unsure":
        return minMs + (maxMs - minMs) * UNSURE_SHARE;
      case "unfinished":
      case null:
        return maxMs;
    }
  }
}
