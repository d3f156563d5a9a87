import fc from "fast-check";
import { expect, test } from "vitest";
import { BlockReader, type Block } from "./blocks.ts";

function read(...deltas: string[]): Block[] {
  const reader = new BlockReader();
  const blocks = deltas.flatMap((delta) => reader.push(delta));
  return [...blocks, ...reader.flush()];
}

const lines = fc.constantFrom(
  "```",
  "```ts",
  "````",
  "~~~",
  "| a |",
  "|---|",
  "  ",
  "",
  "Words.",
  "``",
);
const texts = fc.array(lines).map((all) => all.join("\n"));

test("prose and the lengths of what is shown make up the text, whatever it is", () => {
  fc.assert(
    fc.property(texts, (text) => {
      let rest = text;
      for (const block of read(text)) {
        if (block.type === "prose") expect(rest.startsWith(block.text)).toBe(true);
        rest = rest.slice(block.type === "prose" ? block.text.length : block.length);
      }
      expect(rest).toBe("");
    }),
  );
});

test("sign by sign it reads the same as at once", () => {
  const shown = (blocks: Block[]) => blocks.filter(({ type }) => type === "shown");
  const prose = (blocks: Block[]) =>
    blocks.map((block) => (block.type === "prose" ? block.text : "")).join("");
  fc.assert(
    fc.property(texts, (text) => {
      const [slow, fast] = [read(...Array.from(text)), read(text)];
      expect(shown(slow)).toEqual(shown(fast));
      expect(prose(slow)).toBe(prose(fast));
    }),
  );
});
