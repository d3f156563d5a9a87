import { expect, test } from "vitest";
import { trendOf } from "./memoryTrend.ts";

test("what rises only while it warms up does not grow", () => {
  const samples = [...Array.from({ length: 30 }, (_, at) => at), ...Array<number>(30).fill(40)];
  expect(trendOf(samples)).toEqual({ before: 40, after: 40, growth: 0 });
});

test("what goes on rising grows, and a single peak does not count", () => {
  const rising = Array.from({ length: 60 }, (_, at) => 100 + at);
  expect(trendOf(rising).growth).toBeCloseTo(20 / 134, 5);
  const peak = Array<number>(60).fill(100).with(58, 500);
  expect(trendOf(peak).growth).toBe(0);
});
