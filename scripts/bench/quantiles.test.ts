import { expect, test } from "vitest";
import { quantile, quantiles } from "./quantiles.ts";

const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);

test("a quantile is a value that was measured, whatever their order", () => {
  expect(quantiles(hundred)).toEqual({ count: 100, median: 50, p95: 95, p99: 99 });
});

test("of few values the highest quantiles are the greatest", () => {
  expect(quantile([7, 3], 0.99)).toBe(7);
  expect(quantile([5], 0.5)).toBe(5);
});

test("of nothing there is no quantile", () => {
  expect(quantile([], 0.5)).toBeNaN();
});
