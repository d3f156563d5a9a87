import type { Timings } from "@voiceplan/protocol";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

const MS_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 350, 500, 750, 1000, 1500, 2500, 5000, 10_000];

/** What `GET /metrics` shows, for Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  readonly #turns = new Histogram({
    name: "voiceplan_turn_boundary_ms",
    help: "Milliseconds from the end of a turn's input to each of its boundaries.",
    labelNames: ["boundary"],
    buckets: MS_BUCKETS,
    registers: [this.registry],
  });
  readonly connections = new Gauge({
    name: "voiceplan_connections",
    help: "Open sockets.",
    registers: [this.registry],
  });
  readonly problems = new Counter({
    name: "voiceplan_problems_total",
    help: "Requests that were answered with a problem, by code.",
    labelNames: ["code"],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  turn(timings: Timings): void {
    for (const [boundary, ms] of Object.entries(timings)) {
      if (ms !== null) this.#turns.observe({ boundary }, ms);
    }
  }
}
