import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SentenceSplitter } from "./sentences.ts";

function split(...deltas: string[]): string[] {
  const splitter = new SentenceSplitter();
  const sentences = deltas.flatMap((delta) => splitter.push(delta));
  return [...sentences, ...splitter.flush()].map(({ text }) => text);
}

/** As models write: a token is a word with the space before it, and marks come by themselves. */
function tokens(text: string): string[] {
  return text.match(/[ .?]?[a-zA-Z0-9]+|[^a-zA-Z0-9]/g) ?? [];
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

  test.each([
    ["Version v1.2 of it runs.", "a version"],
    ["Open https://example.com/a.b?c=d. now", "an address"],
    ["Write to ann.lee@example.com soon.", "an e-mail address"],
    ["Call `fs.open. now` there.", "code within a line"],
    ["J. R. Smith wrote it.", "initials"],
    ["It starts at 9 a.m. every day.", "a time"],
    ["Take no. 5 of them.", "a number"],
  ])("leaves %s whole, however it comes in: %s", (text) => {
    expect(split(text)).toEqual(text.endsWith(" now") ? [text.slice(0, -4), "now"] : [text]);
    expect(split(...tokens(text))).toEqual(split(text));
  });

  test("cuts after what is short for something where a capital follows", () => {
    expect(split("Logs, traces, etc. Then the rest.")).toEqual([
      "Logs, traces, etc.",
      "Then the rest.",
    ]);
    expect(split("No. That is all.")).toEqual(["No.", "That is all."]);
  });

  test("keeps a closing sign with what it closes", () => {
    const text = 'He said "Stop." (I did.) **Done.** Next.';
    const pieces = ['He said "Stop."', "(I did.)", "**Done.**", "Next."];
    expect(split(text)).toEqual(pieces);
    expect(split(...Array.from(text))).toEqual(pieces);
  });

  test("gives the first clause by itself when it is long enough, later ones with their sentence", () => {
    expect(
      split(
        "Here is a first plan for the export, in five steps. One, two and three come first, then four.",
      ),
    ).toEqual([
      "Here is a first plan for the export,",
      "in five steps.",
      "One, two and three come first, then four.",
    ]);
    expect(split("That can be done — in five steps.")).toEqual([
      "That can be done —",
      "in five steps.",
    ]);
    expect(split("Well, it is done.")).toEqual(["Well, it is done."]);
  });

  test("names code and tables, and holds them until they are whole", () => {
    const splitter = new SentenceSplitter();
    expect(splitter.push("Like this:\n```ts\nconst a = 1;\n")).toMatchObject([
      { text: "Like this:" },
    ]);
    expect(splitter.push("f(a. b);\n``")).toEqual([]);
    expect(splitter.push("`\n")).toMatchObject([
      { text: "A code block of 2 lines is on the screen." },
    ]);
    expect(splitter.push("| a | b |\n|---|---|\n| 1. x | 2 |\n| 3 | 4 |\n")).toEqual([]);
    expect(splitter.push("Then")).toMatchObject([
      { text: "A table with 2 rows is on the screen." },
    ]);
    expect(splitter.flush()).toMatchObject([{ text: "Then" }]);
  });

  test.each([
    ["an open block of code", "```\na\nb", ["A code block of 2 lines is on the screen."]],
    ["one line of code", "~~~\na\n~~~", ["A line of code is on the screen."]],
    ["a block of nothing", "```\n```\nYes.", ["Yes."]],
    [
      "a fence within a longer one",
      "````\n```\na\n```\n````\n",
      ["A code block of 3 lines is on the screen."],
    ],
    ["code that begins a line", "`a` is set.", ["`a` is set."]],
    ["a bar that is no table", "| that is all", ["| that is all"]],
    ["a table with one row", "|a|\n|-|\n|b|", ["A table with one row is on the screen."]],
    [
      "a heading and a list",
      "# Steps\n1. Plan it\n- [ ] Do it",
      ["# Steps", "1. Plan it", "- [ ] Do it"],
    ],
  ])("%s", (_, text, pieces) => {
    expect(split(text)).toEqual(pieces);
    expect(split(...Array.from(text))).toEqual(pieces);
  });

  test("keeps what is left until the text is complete", () => {
    expect(split("No full stop")).toEqual(["No full stop"]);
  });

  test("does not make a sentence of marks without a word", () => {
    expect(split("--- \n ** \nYes.")).toEqual(["Yes."]);
  });

  const prose = fc.constantFrom(
    ...[
      "It takes 3.5 hours. ",
      "Why? ",
      "Ask Dr. Who, e.g. on v1.2.3, now. ",
      'He said "Stop." ',
      "Done!\n",
    ],
    ...[
      "- First, the schema\n",
      "1. Then the rest\n",
      "## A heading\n",
      "**Bold.** ",
      "a, b; c ",
      "\n\n",
    ],
    ...[
      "See https://example.com/a.b, please. ",
      "Write to a.b@example.com. ",
      "`x. y` is set. ",
      "etc. ",
    ],
  );
  const shown = fc.constantFrom(
    ...[
      "\n```ts\nlet a = 1. ;\n\n| x |\n```\n",
      "\n| a | b |\n|---|:-:|\n| 1. | 2 |\n",
      "\n~~~\n~~~\n",
    ],
  );
  const texts = fc
    .array(fc.oneof({ weight: 4, arbitrary: prose }, shown))
    .map((all) => all.join(""));

  test("gives the same pieces however the text comes in, but for an end within a word", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(12), { minLength: 1 }), (text, lengths) => {
        const deltas: string[] = [];
        let count = 0;
        for (let at = 0; at < text.length;) {
          let end = at + 1 + (lengths[count++ % lengths.length] ?? 0);
          // No token of a model ends between a mark and the rest of a word.
          while (/[.!?]$/.test(text.slice(0, end)) && /^\S/.test(text.slice(end))) end += 1;
          deltas.push(text.slice(at, end));
          at = end;
        }
        expect(split(...deltas)).toEqual(split(text));
      }),
    );
  });

  test("loses nothing of prose, and keeps the order, whatever it is and however it comes in", () => {
    const signs = fc.stringMatching(/^[a-zA-Z0-9 .,?!:;"'()*_@/\n–—-]{0,60}$/);
    fc.assert(
      fc.property(fc.array(signs), (deltas) => {
        const words = (text: string) => text.split(/[^a-zA-Z0-9]+/).filter(Boolean);
        const whole = deltas.join("");
        let at = 0;
        const splitter = new SentenceSplitter();
        const sentences = [...deltas.flatMap((delta) => splitter.push(delta)), ...splitter.flush()];
        for (const { text, end } of sentences) {
          expect(words(whole.slice(at, end))).toEqual(words(text));
          at = end;
        }
        expect(words(whole.slice(at))).toEqual([]);
      }),
    );
  });

  test("says of code and tables, too, where they end", () => {
    fc.assert(
      fc.property(texts, (whole) => {
        const splitter = new SentenceSplitter();
        const sentences = [...splitter.push(whole), ...splitter.flush()];
        let at = 0;
        for (const { text, end } of sentences) {
          expect(end).toBeGreaterThan(at);
          if (text.endsWith("on the screen.")) expect(whole.slice(at, end)).toMatch(/[`|~]/);
          else expect(whole.slice(at, end)).toContain(text);
          at = end;
        }
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
