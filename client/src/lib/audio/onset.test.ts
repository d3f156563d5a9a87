import { expect, test } from "vitest";
import { onsetProbability } from "./onset.ts";

test("it takes more to be heard over the assistant, and most in its first moments", () => {
  const [quiet, first, later] = [null, 100, 2000].map(onsetProbability);
  expect(first).toBeGreaterThan(later ?? 1);
  expect(later).toBeGreaterThan(quiet ?? 1);
});
