import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 5;

/** How late this process is: where a clock of the measurement is late, so is what it measures. */
export class EventLoopLag {
  readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.#histogram.enable();
  }

  /** 99 of 100 timers were late by no more than this, in milliseconds. */
  get p99Ms(): number {
    return Math.max(0, this.#histogram.percentile(99) / 1e6 - RESOLUTION_MS);
  }
}
