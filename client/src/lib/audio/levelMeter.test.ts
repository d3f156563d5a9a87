import { expect, test } from "vitest";
import { LevelMeter } from "./levelMeter.ts";

const frame = (amplitude: number) => new Float32Array(512).fill(amplitude);

test("silence is 0 and full scale is 1", () => {
  expect(new LevelMeter().push(frame(0))).toBe(0);
  expect(new LevelMeter().push(frame(1))).toBe(1);
});

test("it rises at once and falls slowly", () => {
  const meter = new LevelMeter();
  expect(meter.push(frame(0.05))).toBeGreaterThan(0.5);
  const after = meter.push(frame(0));
  expect(after).toBeGreaterThan(0.3);
  expect(meter.push(frame(0))).toBeLessThan(after);
});
