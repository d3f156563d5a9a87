import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clauses } from "./clauses.ts";
import { speakable, UNSPEAKABLE } from "./speakable.ts";

describe("speakable", () => {
  test.each([
    ["plain words", "I have saved the plan.", "I have saved the plan."],
    ["emphasis and code", "**Save** the `plan` __now__.", "Save the plan now."],
    ["a heading and a task", "## Overview\n- [ ] Write tests", "Overview Write tests"],
    ["a link", "See [the docs](https://example.com/a).", "See the docs."],
    ["an address", "Open https://www.example.com/a?b=c#d.", "Open example dot com."],
    ["a date", "Due 2026-03-01.", "Due March 1, 2026."],
    ["no date", "Key 2026-13-41.", "Key 2026 to 13 to 41."],
    ["a range", "It takes 3–5 days.", "It takes 3 to 5 days."],
    ["money", "€20 or £30 or $5.50", "20 euros or 30 pounds or $5.50"],
    ["signs", "R&D = 2 + 2 → 4 × 3", "R and D equals 2 plus 2 to 4 times 3"],
    ["languages", "C++, C# and Node.js", "C plus plus, C sharp and Node dot js"],
    [
      "short forms",
      "e.g. the API, i.e. REST over JSON",
      "for example the A P I, that is REST over Jason",
    ],
    ["shouting", "DO NOT STOP", "DO NOT STOP"],
    ["quotation marks", "“Billing Portal” isn’t new…", "Billing Portal isn't new,"],
    ["a dash", "Done — or nearly", "Done, or nearly"],
    ["accents", "Zoë’s café in Łódź", "Zoe's cafe in Lodz"],
    ["what it cannot say among what it can", "The 東京 release 🎉", "The release"],
    ["a script it does not know", "日本語で", UNSPEAKABLE],
    ["nothing to say", " … 🎉 — ** ", ""],
  ])("%s", (_, text, said) => {
    expect(speakable(text)).toBe(said);
  });

  test("whatever comes in, it is plain ASCII on one line, with a word in it or empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const said = speakable(text);
        expect(said).toMatch(/^[ -~]*$/);
        expect(said === "" || /[A-Za-z0-9]/.test(said)).toBe(true);
      }),
    );
  });

  test.each(["[", "(", "<", "*", ".", "-", " ", "a.", "http://", "1-", "=>", "- [ "])(
    "thousands of %s end within the time of a test",
    (sign) => {
      expect(speakable(sign.repeat(4_096 / sign.length))).toMatch(/^[ -~]*$/);
    },
  );
});

describe("clauses", () => {
  test("a text is cut at the ends of its sentences", () => {
    expect(clauses("Saved. Shall I read it? It has 3.5 pages by Dr. Smith.")).toEqual([
      "Saved.",
      "Shall I read it?",
      "It has 3.5 pages by Dr. Smith.",
    ]);
  });

  test("a long sentence is cut at a comma that leaves a piece of a fair length", () => {
    const sentence = `${"first the schema and its migrations, ".repeat(8)}and then the rest`;
    const pieces = clauses(sentence);
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces.slice(0, -1)) expect(piece.endsWith(",")).toBe(true);
  });

  test("nothing is lost, and no piece is longer than 220 characters", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (text) => {
        const pieces = clauses(text);
        expect(pieces.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(220);
      }),
    );
  });
});
