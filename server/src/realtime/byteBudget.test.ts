import { expect, test } from "vitest";
import { ByteBudget } from "./byteBudget.ts";

test("a megabyte at once is allowed, and nothing more in the same moment", () => {
  const budget = new ByteBudget(0);
  expect(budget.take(1_000_000, 0)).toBe(true);
  expect(budget.take(1, 0)).toBe(false);
});

test("what was refused costs nothing, and the budget fills up again", () => {
  const budget = new ByteBudget(0);
  budget.take(1_000_000, 0);
  expect(budget.take(500_000, 400)).toBe(false);
  expect(budget.take(500_000, 500)).toBe(true);
});

test("a quiet hour saves up one second's worth only", () => {
  const budget = new ByteBudget(0);
  expect(budget.take(1_000_001, 3_600_000)).toBe(false);
});
