import fc from "fast-check";
import { expect, test } from "vitest";
import { PartialJson } from "./partialJson.ts";

/** Cuts a text into pieces of the given lengths, the rest at the end. */
function cut(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const length of lengths) {
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return [...pieces, text.slice(at)];
}

const object = fc.dictionary(
  fc.string({ unit: "binary", maxLength: 8 }).filter((key) => key !== "__proto__"),
  fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
  { maxKeys: 6 },
);

test("reads in the end what JSON.parse reads, however the text is cut and escaped", () => {
  fc.assert(
    fc.property(
      object,
      fc.array(fc.nat(9)),
      fc.boolean(),
      fc.constantFrom(0, 2),
      (value, lengths, escaped, indent) => {
        const plain = JSON.stringify(value, null, indent);
        const json = escaped
          ? plain.replace(
              /[\u0080-\uffff]/g,
              (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
            )
          : plain;
        const reader = new PartialJson();
        for (const piece of cut(json, lengths)) reader.push(piece);
        for (const [key, field] of Object.entries(value)) {
          expect(reader.text(key)).toBe(typeof field === "string" ? field : undefined);
        }
      },
    ),
  );
});

test("has read at every moment a beginning of the whole", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (markdown) => {
      const reader = new PartialJson();
      for (const unit of JSON.stringify({ title: "x", markdown, after: [1, { markdown: "no" }] })) {
        reader.push(unit);
        expect(markdown.startsWith(reader.text("markdown") ?? "")).toBe(true);
      }
      expect(reader.text("markdown")).toBe(markdown);
    }),
  );
});

test("takes any text without an error and without inventing a field", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const reader = new PartialJson();
      reader.push(text);
      if (!text.trimStart().startsWith("{")) expect(reader.text("")).toBeUndefined();
    }),
  );
});

test("leaves fields of inner objects alone", () => {
  const reader = new PartialJson();
  reader.push('{"a": {"markdown": "inner"}, "list": ["markdown", "x"], "markdown": "out');
  expect(reader.text("markdown")).toBe("out");
});
