import fc from "fast-check";
import { expect, test } from "vitest";
import { PlaybackBuffer, type Mark } from "./playbackBuffer.ts";

const RATE = 8000;
const PER_MS = RATE / 1000;
const QUANTUM = 128;

/** An output that asks the buffer for its samples. */
class Output {
  readonly marks: Mark[] = [];
  readonly buffer = new PlaybackBuffer(RATE, (mark) => this.marks.push(mark));
  frame = 0;
  #number = 0;

  /** A piece of `ms` of a constant `level`, so that every sample tells where it comes from. */
  push(replyId: string, ms: number, level = 0.5, isAfterGap = false): void {
    this.#number += 1;
    const samples = new Float32Array(ms * PER_MS).fill(level);
    this.buffer.push({ replyId, number: this.#number, samples, isAfterGap });
  }

  /** Plays at least `ms`, in whole quanta. */
  play(ms: number): number[] {
    const heard: number[] = [];
    while (heard.length < ms * PER_MS) {
      const out = new Float32Array(QUANTUM);
      this.buffer.render(out, this.frame);
      this.frame += QUANTUM;
      heard.push(...out);
    }
    return heard;
  }

  get last(): Mark | undefined {
    return this.marks.at(-1);
  }
}

test("waits a little for a second piece, and no longer than that", () => {
  const output = new Output();
  output.push("a", 20);
  expect(Math.max(...output.play(32))).toBe(0);
  expect(Math.max(...output.play(64))).toBe(0.5);
});

test("starts at once when enough is there", () => {
  const output = new Output();
  output.push("a", 100);
  output.play(1);
  expect(output.last).toMatchObject({ replyId: "a", frame: 0, position: 0, isRunning: true });
});

test("plays pieces, sentences and replies one after the other without a gap", () => {
  const output = new Output();
  output.push("a", 60, 0.5);
  output.push("a", 3, 0.6);
  output.push("b", 60, 0.7);
  const heard = output.play(123);
  expect(heard.slice(40, 123 * PER_MS).every((sample) => sample >= 0.5)).toBe(true);
  const second = output.marks.find(({ replyId }) => replyId === "b");
  expect(second).toMatchObject({ frame: 63 * PER_MS, position: 0, isRunning: true });
});

test("conceals what comes too late by silence, counts it, and waits for more the next time", () => {
  const output = new Output();
  output.push("a", 64);
  output.play(160);
  expect(output.last).toMatchObject({
    isRunning: false,
    frame: 64 * PER_MS,
    position: 64 * PER_MS,
  });
  expect(output.last?.underruns).toBe(0);
  output.push("a", 200);
  output.play(100);
  expect(output.last).toMatchObject({ isRunning: true, position: 64 * PER_MS, underruns: 1 });

  output.play(200);
  output.push("b", 100);
  expect(Math.max(...output.play(64))).toBe(0);
});

test("does not take the end of a reply for a gap", () => {
  const output = new Output();
  output.push("a", 64);
  output.play(160);
  output.push("b", 64);
  output.play(160);
  expect(output.last).toMatchObject({ replyId: "b", underruns: 0 });
});

test("goes on at the very sample at which it was held, without a click", () => {
  const output = new Output();
  output.push("a", 500, 0.5);
  output.play(100);
  output.buffer.hold();
  const held = { ...output.last };
  expect(held).toMatchObject({ isRunning: false, frame: output.frame, position: output.frame });
  const silence = output.play(100);
  expect(steepest([0.5, ...silence])).toBeLessThan(0.02);
  expect(silence.slice(-QUANTUM)).toEqual(Array(QUANTUM).fill(0));

  const resumedAt = output.frame;
  output.buffer.release();
  const rest = output.play(500);
  expect(steepest([0, ...rest])).toBeLessThan(0.02);
  expect(output.marks.at(-2)).toMatchObject({ frame: resumedAt, position: held.position });
  expect(output.last).toMatchObject({ isRunning: false, position: 500 * PER_MS });
});

test("is silent after a stop, and has nothing left", () => {
  const output = new Output();
  output.push("a", 500);
  output.play(100);
  output.buffer.stop();
  output.play(10);
  expect(output.play(500)).toEqual(
    Array(500 * PER_MS + (QUANTUM - ((500 * PER_MS) % QUANTUM))).fill(0),
  );
  expect(output.last).toMatchObject({ isRunning: false, buffered: 0 });
});

test("a gap that was dropped on the way neither clicks nor counts as played", () => {
  const output = new Output();
  output.push("a", 100, 0.5);
  output.push("a", 100, -0.5, true);
  const heard = output.play(300);
  expect(Math.abs(heard[100 * PER_MS] ?? 1)).toBeLessThan(0.5);
  expect(output.last?.position).toBe(200 * PER_MS);
});

test("keeps half a minute at most", () => {
  const output = new Output();
  for (let second = 0; second < 120; second += 1) output.push("a", 1000);
  output.play(1);
  expect(output.last?.buffered).toBeLessThanOrEqual(31 * RATE);
});

test("however pieces come, every sample is played once, in order", () => {
  const steps = fc.array(
    fc.record({ ms: fc.integer({ min: 1, max: 90 }), wait: fc.integer({ min: 0, max: 120 }) }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(steps, (pieces) => {
      const output = new Output();
      for (const { ms, wait } of pieces) {
        output.push("a", ms);
        if (wait > 0) output.play(wait);
      }
      output.play(5000);
      const total = pieces.reduce((sum, { ms }) => sum + ms * PER_MS, 0);
      expect(output.last).toMatchObject({ position: total, buffered: 0, isRunning: false });
      // What the marks say was played between them is what lies between their positions.
      for (const [index, mark] of output.marks.entries()) {
        const next = output.marks[index + 1];
        if (!next) continue;
        const played = mark.isRunning ? next.frame - mark.frame : 0;
        expect(next.position - mark.position).toBe(played);
      }
    }),
  );
});

/** The largest step from one sample to the next. */
function steepest(samples: number[]): number {
  return Math.max(
    ...samples.slice(1).map((sample, index) => Math.abs(sample - (samples[index] ?? 0))),
  );
}
