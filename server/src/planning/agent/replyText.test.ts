import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { looksLikePlan, plainWords, ReplyText } from "./replyText.ts";

function read(pieces: readonly string[]) {
  const reply = new ReplyText();
  let spoken = pieces.map((piece) => reply.push(piece)).join("");
  const end = reply.end();
  spoken += end.spoken;
  return { spoken, document: end.document };
}

describe("a reply", () => {
  test("without a heading is spoken whole, however it is cut", () => {
    const text = fc
      .array(fc.constantFrom("a", " ", "\n", "#", "`", "x#", "-", "1. ", "é", "😀"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (whole) => {
        fc.pre(!/^(?:#{1,6}\s|```\s*$)/m.test(whole));
        expect(read([...whole]).spoken).toBe(whole);
        expect(read([whole]).spoken).toBe(whole);
      }),
    );
  });

  test("with a heading is spoken up to it, and nothing is lost", () => {
    for (const size of [1, 3, 50]) {
      const whole = "Here you are.\n# Plan\n\n- [ ] One";
      const { spoken, document } = read(whole.match(new RegExp(`[^]{1,${size}}`, "g")) ?? []);
      expect(spoken).toBe("Here you are.\n");
      expect(document).toBe("# Plan\n\n- [ ] One");
    }
  });

  test("keeps a number sign that is no heading", () => {
    expect(read(["#", "42 is the issue"]).spoken).toBe("#42 is the issue");
  });
});

test("a plan has headings and things to do; a reply with one heading is none", () => {
  expect(looksLikePlan("# A\n\n## B\n\n- one\n- two")).toBe(true);
  expect(looksLikePlan("# A\n\n- [ ] one\n- [ ] two")).toBe(true);
  expect(looksLikePlan("# Hello\n\nI can help.")).toBe(false);
});

test("words without Markdown", () => {
  expect(plainWords("## Hi\n\n- **one**\n- [ ] `two`")).toBe("Hi. one two");
});
