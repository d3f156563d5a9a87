import fc from "fast-check";
import { expect, test } from "vitest";
import { heardText, type SpokenSentence } from "./heard.ts";

const text = "First sentence here. Second sentence here. Third.";
const sentences: SpokenSentence[] = [
  { end: 20, startMs: 0, endMs: 1000, complete: true },
  { end: 42, startMs: 1000, endMs: 2000, complete: true },
  { end: 49, startMs: 2000, endMs: 2200, complete: false },
];

test.each([
  [0, ""],
  [1000, "First sentence here."],
  [1500, "First sentence here. Second"],
  [2000, "First sentence here. Second sentence here."],
])("after %i ms of it were played", (playedMs, heard) => {
  expect(heardText(text, sentences, playedMs)).toBe(heard);
});

test("a sentence that is still being made counts only as far as it was played", () => {
  expect(heardText(text, sentences, 2100)).toBe("First sentence here. Second sentence here.");
});

test("what was heard begins the text, and grows with what was played", () => {
  fc.assert(
    fc.property(fc.nat(4000), fc.nat(4000), (a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      const heard = heardText(text, sentences, more);
      expect(text.startsWith(heard)).toBe(true);
      expect(heard.startsWith(heardText(text, sentences, less))).toBe(true);
    }),
  );
});
