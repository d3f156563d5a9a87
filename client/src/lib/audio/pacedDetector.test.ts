import { expect, test } from "vitest";
import { PacedDetector } from "./pacedDetector.ts";
import type { SpeechDetector } from "./sileroDetector.ts";

/** Answers when it is told to, with the first sample of the frame. */
class SlowDetector implements SpeechDetector {
  readonly asked: number[] = [];
  #answer: () => void = () => undefined;

  probability([first = 0]: Float32Array): Promise<number> {
    this.asked.push(first);
    return new Promise((resolve) => (this.#answer = () => resolve(first)));
  }

  answer(): void {
    this.#answer();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

test("a detector that keeps up is asked about every frame, one at a time", async () => {
  const slow = new SlowDetector();
  const paced = new PacedDetector(slow);
  for (const frame of [1, 2, 3]) {
    const answer = paced.probability(Float32Array.of(frame));
    await expect.poll(() => slow.asked.length).toBe(frame);
    slow.answer();
    expect(await answer).toBe(frame);
  }
});

test("for a detector that does not, its last word holds, and all are answered in order", async () => {
  const slow = new SlowDetector();
  const paced = new PacedDetector(slow);
  const answers: number[] = [];
  const frames = Array.from({ length: 20 }, (_, at) => at + 1);
  const all = frames.map(async (frame) => {
    answers.push(await paced.probability(Float32Array.of(frame)));
  });
  for (let asked = 1; asked <= 5; asked += 1) {
    await expect.poll(() => slow.asked.length).toBe(asked);
    slow.answer();
  }
  await Promise.all(all);
  expect(slow.asked).toEqual([1, 2, 3, 4, 5]);
  expect(answers).toEqual([1, 2, 3, 4, ...Array.from({ length: 16 }, () => 5)]);
});
