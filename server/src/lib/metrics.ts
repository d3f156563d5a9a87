import type { Timings } from "@voiceplan/protocol";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

const MS_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 350, 500, 750, 1000, 1500, 2500, 5000, 10_000];

/**
 * What became of a recognition that began before the utterance was sure to be over: ready when it was,
 * still under way, dropped because speech went on, or failed.
 */
export type EarlyOutcome = "ready" | "under way" | "dropped" | "failed";

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
  readonly #durations = new Histogram({
    name: "voiceplan_turn_part_ms",
    help: "Milliseconds of each part of a turn; hidden is what was done before the utterance was over.",
    labelNames: ["part"],
    buckets: MS_BUCKETS,
    registers: [this.registry],
  });
  readonly #earlyRecognitions = new Counter({
    name: "voiceplan_early_recognitions_total",
    help: "Recognitions that began at a pause, by what became of them.",
    labelNames: ["outcome"],
    registers: [this.registry],
  });
  readonly #earlyAudio = new Counter({
    name: "voiceplan_early_recognition_audio_seconds_total",
    help: "Audio that was listened to at a pause, by what became of it: dropped is what it cost.",
    labelNames: ["outcome"],
    registers: [this.registry],
  });
  readonly earlyAnswers = new Counter({
    name: "voiceplan_early_answers_total",
    help: "Answers that began before the utterance was sure to be over, by what became of them.",
    labelNames: ["outcome"],
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

  turn({ silenceMs, recognitionMs, hiddenMs, ...boundaries }: Timings): void {
    for (const [boundary, ms] of Object.entries(boundaries)) {
      if (ms !== null) this.#turns.observe({ boundary }, ms);
    }
    const parts = {
      silence: silenceMs,
      recognition: recognitionMs,
      hidden: hiddenMs,
      thinking: between(boundaries.transcriptMs, boundaries.firstSentenceMs),
      speech: between(boundaries.firstSentenceMs, boundaries.firstAudioMs),
    };
    for (const [part, ms] of Object.entries(parts)) {
      if (ms !== null) this.#durations.observe({ part }, ms);
    }
  }

  /** Shows a number as it is whenever somebody asks. */
  watch(name: string, help: string, read: () => number): void {
    this.registry.registerMetric(
      new Gauge({
        name: `voiceplan_${name}`,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  }

  earlyRecognition(outcome: EarlyOutcome, audioMs: number): void {
    this.#earlyRecognitions.inc({ outcome });
    this.#earlyAudio.inc({ outcome }, audioMs / 1000);
  }
}

function between(fromMs: number | null, toMs: number | null): number | null {
  return fromMs === null || toMs === null ? null : toMs - fromMs;
}
