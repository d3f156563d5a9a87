import { expect, test } from "vitest";
import { earlierThan, firstShown } from "./shownEntries.ts";

test.for([
  [0, 0],
  [199, 0],
  [200, 100],
  [299, 100],
  [2000, 1900],
] as const)("of %i entries those from %i on are shown", ([count, from]) => {
  expect(firstShown(count, null)).toBe(from);
});

test("what somebody reads is not taken away as more is said", () => {
  expect(firstShown(500, 100)).toBe(100);
});

test("a shorter conversation is shown from where it has entries", () => {
  expect(firstShown(50, 100)).toBe(0);
});

test("earlier ones come by the hundred, down to the first", () => {
  expect(earlierThan(1900)).toBe(1800);
  expect(earlierThan(0)).toBe(0);
});
