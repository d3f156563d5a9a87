import { expect, test } from "vitest";
import { markedParts } from "./marked.ts";

test("a text is taken apart at its marks, and nothing is lost", () => {
  const text = "Umlauts break in spreadsheets";
  const parts = markedParts(text, [
    { from: 17, to: 29 },
    { from: 0, to: 7 },
  ]);
  expect(parts).toEqual([
    { text: "Umlauts", isMarked: true },
    { text: " break in ", isMarked: false },
    { text: "spreadsheets", isMarked: true },
  ]);
});

test("marks that cannot be are left out", () => {
  expect(
    markedParts("abc", [
      { from: 0, to: 2 },
      { from: 1, to: 3 },
      { from: 2, to: 9 },
      { from: 2, to: 2 },
    ]),
  ).toEqual([
    { text: "ab", isMarked: true },
    { text: "c", isMarked: false },
  ]);
  expect(markedParts("", [])).toEqual([]);
});
