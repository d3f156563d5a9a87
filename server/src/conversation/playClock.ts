/**
 * Where the ear is in a reply, by the clock: how much of what was sent can have been played. Told the
 * time; all in milliseconds.
 */
export class PlayClock {
  #sentMs = 0;
  #playedMs = 0;
  #atMs = 0;
  /** When the last of what was sent had been played. */
  #emptyAtMs = 0;
  #isHeld = false;

  get sentMs(): number {
    return this.#sentMs;
  }

  sent(durationMs: number, nowMs: number): void {
    this.#advance(nowMs);
    this.#sentMs += durationMs;
  }

  /** The player pauses. */
  hold(nowMs: number): void {
    this.#advance(nowMs);
    this.#isHeld = true;
  }

  release(nowMs: number): void {
    this.#advance(nowMs);
    this.#isHeld = false;
  }

  playedMs(nowMs: number): number {
    this.#advance(nowMs);
    return this.#playedMs;
  }

  /** How much has been sent that cannot have been played yet. */
  aheadMs(nowMs: number): number {
    return this.#sentMs - this.playedMs(nowMs);
  }

  /** For how long there has been nothing to play; 0 while there is. */
  quietMs(nowMs: number): number {
    return this.aheadMs(nowMs) > 0 ? 0 : nowMs - this.#emptyAtMs;
  }

  #advance(nowMs: number): void {
    const aheadMs = this.#sentMs - this.#playedMs;
    if (!this.#isHeld && aheadMs > 0) {
      this.#playedMs += Math.min(aheadMs, nowMs - this.#atMs);
      // Time in which there was nothing to play has not played anything.
      if (this.#playedMs >= this.#sentMs) this.#emptyAtMs = this.#atMs + aheadMs;
    }
    this.#atMs = nowMs;
  }
}
