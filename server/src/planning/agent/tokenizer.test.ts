import fc from "fast-check";
import { expect, test } from "vitest";
import { exactMeasure, estimated } from "./tokenizer.ts";

const measure = await exactMeasure();

test("tokens are those of the model's tokenizer, and the marks of its own are text", () => {
  expect(measure.count("Hello world")).toBe(2);
  expect(measure.count("<|endoftext|>")).toBeGreaterThan(1);
  expect(measure.fit("<|endoftext|>", 2).length).toBeLessThan(13);
});

test.each([
  "The plan has three sections and a list of open questions.",
  "## Risiken\n\n- [ ] Umlaute brechen in Tabellen\n- [x] Größe prüfen",
  "```ts\nexport const answer: number = await ask({ id, texts });\n```",
  "漢字とカタカナの計画書です。",
])("the estimate is never below: %s", (text) => {
  expect(estimated.count(text)).toBeGreaterThanOrEqual(measure.count(text));
});

test("a text that is fitted has no more tokens than asked, and is a beginning of it", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "é", "漢", "😀", "\n", " ") }),
      fc.nat(20),
      (text, tokens) => {
        const fitted = measure.fit(text, tokens);
        expect(measure.count(fitted)).toBeLessThanOrEqual(tokens + 1);
        expect(text.startsWith(fitted)).toBe(true);
      },
    ),
    { seed: 1 },
  );
});
