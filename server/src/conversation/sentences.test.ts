import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SentenceSplitter } from "./sentences.ts";

function split(...deltas: string[]): string[] {
  const splitter = new SentenceSplitter();
  const sentences = deltas.flatMap((delta) => splitter.push(delta));
  return [...sentences, ...splitter.flush()].map(({ text }) => text);
}

describe("the sentence splitter", () => {
  test("gives a sentence as soon as it ends, without waiting for the next word", () => {
    const splitter = new SentenceSplitter();
    expect(splitter.push("I opened the")).toEqual([]);
    expect(splitter.push(" billing portal.")).toEqual([
      { text: "I opened the billing portal.", end: 28 },
    ]);
  });

  test("cuts at full stops, questions, exclamations and line ends", () => {
    expect(split("One. Two? Three!\nFour")).toEqual(["One.", "Two?", "Three!", "Four"]);
  });

  test.each([
    ["It takes 3.5 hours.", "a decimal number"],
    ["Use a queue, e.g. Redis, for that.", "an abbreviation"],
    ["Ask Dr. Who about it.", "a title"],
  ])("leaves %s whole: %s", (text) => {
    expect(split(text)).toEqual([text]);
    expect(split(...Array.from(text))).toEqual([text]);
  });

  test("leaves a host name whole as models write it: the dot at the front of a token", () => {
    expect(split("See docs", ".example", ".org for more.")).toEqual([
      "See docs.example.org for more.",
    ]);
  });

  test("keeps what is left until the text is complete", () => {
    expect(split("No full stop")).toEqual(["No full stop"]);
  });

  test("does not make a sentence of marks without a word", () => {
    expect(split("--- \n ** \nYes.")).toEqual(["Yes."]);
  });

  test("loses no word and keeps the order, however the text is cut into deltas", () => {
    const words = fc.stringMatching(/^[a-zA-Z .?!\n]{0,80}$/);
    fc.assert(
      fc.property(fc.array(words), (deltas) => {
        const plain = (text: string) => text.split(/[^a-zA-Z]+/).filter(Boolean);
        expect(plain(split(...deltas).join(" "))).toEqual(plain(deltas.join("")));
      }),
    );
  });

  test("says where in the whole text each sentence ends", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 })), (deltas) => {
        const whole = deltas.join("");
        const splitter = new SentenceSplitter();
        const sentences = [...deltas.flatMap((delta) => splitter.push(delta)), ...splitter.flush()];
        for (const { text, end } of sentences)
          expect(whole.slice(0, end).trimEnd()).toContain(text);
      }),
    );
  });
});
