import type { Timings } from "@voiceplan/protocol";

type Boundary = keyof Timings;

/** When a turn passed each of its boundaries, counted from the moment its input was complete. */
export class TurnTrace {
  readonly #startedAt = performance.now();
  readonly #passed: Timings = {
    transcriptMs: null,
    firstTextMs: null,
    firstSentenceMs: null,
    firstAudioMs: null,
    textDoneMs: null,
    endedMs: null,
  };

  /** Only the first time counts. */
  pass(boundary: Boundary): void {
    this.#passed[boundary] ??= Math.round((performance.now() - this.#startedAt) * 10) / 10;
  }

  get timings(): Timings {
    return { ...this.#passed };
  }
}
