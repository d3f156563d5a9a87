import { expect, test } from "vitest";
import { sameName } from "./names.ts";
import { tokenize } from "./tokens.ts";

const inherited = ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"];

test.for(inherited)("%s is a word like any other, not what every object inherits", (word) => {
  expect(tokenize(`the ${word}`).map((token) => token.word)).toContain(
    word.replaceAll("_", "").toLowerCase(),
  );
  expect(sameName(word, word)).toBe(true);
  expect(sameName(word, "Billing Portal")).toBe(false);
});

test("contractions become the words that they stand for", () => {
  expect(tokenize("I wanna, don't").map(({ word }) => word)).toEqual([
    "i",
    "want",
    "to",
    "do",
    "not",
  ]);
});
