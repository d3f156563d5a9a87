/** So long must silence last after speech before the server calls it the end. */
const END_SILENCE_MS = 600;

/** Decides when silence is the end of an utterance. It is told the time and has no timer. */
export class Endpointing {
  #silentSinceMs: number | null = null;

  /** Silence has begun, or has been going on, since then; null: somebody speaks. */
  silence(sinceMs: number | null): void {
    this.#silentSinceMs = sinceMs;
  }

  /** How long from now until it is the end if nothing is said; null while somebody speaks. */
  endsInMs(nowMs: number): number | null {
    if (this.#silentSinceMs === null) return null;
    return Math.max(0, this.#silentSinceMs + END_SILENCE_MS - nowMs);
  }
}
