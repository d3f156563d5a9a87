import fc from "fast-check";
import { expect, test } from "vitest";
import { distributionOf } from "./distribution.ts";

test("there is none of nothing", () => {
  expect(distributionOf([])).toBeNull();
});

test("median and 95th percentile are values that occurred", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(distributionOf(values)).toMatchObject({ count: 100, medianMs: 50, p95Ms: 95 });
  expect(distributionOf([7])).toMatchObject({ count: 1, medianMs: 7, p95Ms: 7 });
});

test("every value is in one bin, whatever the values are", () => {
  const values = fc.array(fc.double({ min: 0, max: 10_000_000, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, (all) => {
      const bins = distributionOf(all)?.bins ?? [];
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
    }),
  );
});
