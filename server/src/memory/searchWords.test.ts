import { describe, expect, test } from "vitest";
import { chooseWords } from "./searchWords.ts";

const SIZE = 100_000;

/** The choices for words that stand in so many passages. */
function choicesOf(counts: Record<string, number>) {
  const known = Object.entries(counts).map(([word, count]) => ({
    ...{ word, lexeme: word, count, synonyms: [], alike: [] },
  }));
  return chooseWords(known, SIZE).choices;
}

describe("which passages are looked at", () => {
  test("those with a rare word, whatever else they say", () => {
    expect(choicesOf({ kayak: 3, paddle: 200 })).toEqual([
      { lexeme: "kayak", withOneOf: [] },
      { lexeme: "paddle", withOneOf: [] },
    ]);
  });

  test("those with a common word only where another one is with it", () => {
    expect(choicesOf({ people: 30_000, kayak: 3, invoices: 3000 })).toEqual([
      { lexeme: "kayak", withOneOf: [] },
      { lexeme: "invoices", withOneOf: ["people", "kayak"] },
    ]);
  });

  test("of words that are all everywhere, those with the rarest of them and another", () => {
    expect(choicesOf({ people: 30_000, page: 20_000, time: 40_000 })).toEqual([
      { lexeme: "page", withOneOf: ["people", "time"] },
    ]);
  });

  test("a word that is asked for alone chooses alone", () => {
    expect(choicesOf({ people: 30_000 })).toEqual([{ lexeme: "people", withOneOf: [] }]);
  });

  test("in a memory that is small every word chooses", () => {
    const known = ["people", "page"].map((word) => ({
      ...{ word, lexeme: word, count: 400, synonyms: [], alike: [] },
    }));
    expect(chooseWords(known, 800).choices.every(({ withOneOf }) => withOneOf.length === 0)).toBe(
      true,
    );
  });
});

describe("a word that nobody has said", () => {
  const readAs = (word: string, ...alike: string[]) =>
    chooseWords(
      [
        {
          word,
          lexeme: word,
          count: 0,
          synonyms: [],
          alike: alike.map((w) => ({ word: w, lexeme: w })),
        },
      ],
      SIZE,
    ).wanted.map(({ lexeme }) => lexeme);

  test.for([
    ["invioce", "invoice"],
    ["expot", "export"],
    ["bil", "bill"],
    ["offf", "off"],
  ] as const)("is read as one that is spelled like it: %s, %s", ([word, other]) => {
    expect(readAs(word, other)).toEqual([other]);
  });

  test.for([
    ["cat", "car"],
    ["task", "tusks"],
  ] as const)("is not read as another short word: %s, %s", ([word, other]) => {
    expect(readAs(word, other)).toEqual([]);
  });
});
