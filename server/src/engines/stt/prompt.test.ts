import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateTokens, vocabularyPrompt } from "./prompt.ts";

test("the best words stand last, nearest to the speech", () => {
  expect(vocabularyPrompt({ projects: ["Atlas", "Borealis"], terms: ["Stripe", "webhook"] })).toBe(
    "Glossary: Borealis, Atlas, webhook, Stripe.",
  );
});

test("no vocabulary is no prompt", () => {
  expect(vocabularyPrompt({ projects: [], terms: [" ", ""] })).toBe("");
});

test("a word is said once, however it is written", () => {
  expect(vocabularyPrompt({ projects: ["stripe"], terms: ["Stripe", "STRIPE "] })).toBe(
    "Glossary: Stripe.",
  );
});

test("names of projects are kept beside many terms", () => {
  const terms = Array.from({ length: 500 }, (_, at) => `term${at}`);
  expect(vocabularyPrompt({ projects: ["Billing Portal"], terms })).toContain("Billing Portal");
});

test("a word that does not fit leaves room for a shorter one after it", () => {
  const terms = [
    ...Array.from({ length: 10 }, (_, at) => `dependency${at}`),
    "日".repeat(60),
    "ok",
  ];
  expect(vocabularyPrompt({ projects: [], terms })).toContain("ok");
});

const vocabulary = fc.record({
  projects: fc.array(fc.string({ unit: "grapheme", maxLength: 80 }), { maxLength: 80 }),
  terms: fc.array(fc.string({ unit: "grapheme", maxLength: 80 }), { maxLength: 200 }),
});

test("it never has more than 224 tokens, and is one line", () => {
  fc.assert(
    fc.property(vocabulary, (words) => {
      const prompt = vocabularyPrompt(words);
      expect(estimateTokens(prompt)).toBeLessThanOrEqual(224);
      expect(prompt).not.toMatch(/[\n\r\t]/);
    }),
  );
});

test("the first term that can be in it is its last word", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1 }), (terms) => {
      expect(vocabularyPrompt({ projects: [], terms }).endsWith(` ${terms[0]}.`)).toBe(true);
    }),
  );
});
