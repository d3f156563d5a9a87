import { markdownLines, headings } from "../planning/markdownLines.ts";
import { readFrontMatter } from "../planning/planFrontMatter.ts";

/** A part of a Markdown text that stands for itself. */
export interface Passage {
  /** The headings above it, from the second level on. */
  headings: string[];
  content: string;
}

/** So long at most: about 150 words, which is one thought. */
const LONGEST = 900;

/**
 * Cuts a Markdown text into passages: at its headings, and where a section is long between its blocks,
 * then its lines, then its words. Code is not cut at its blank lines. A heading with nothing below it
 * is no passage.
 */
export function passagesOf(markdown: string): Passage[] {
  const { body } = readFrontMatter(markdown);
  const marks = headings(body);
  const passages: Passage[] = [];
  let path: { level: number; text: string }[] = [];
  let at = 0;
  const take = (end: number): void => {
    const above = path.filter(({ level }) => level > 1).map(({ text }) => text);
    for (const content of piecesOf(body.slice(at, end)))
      passages.push({ headings: above, content });
  };
  for (const { level, text, start, end } of marks) {
    take(start);
    path = [...path.filter((above) => above.level < level), { level, text: text.trim() }];
    at = end;
  }
  take(body.length);
  return passages;
}

/** The text in pieces that are as long as they may be. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const block of blocksOf(text).flatMap((one) => linesOf(one))) {
    if (piece !== "" && piece.length + block.length > LONGEST) {
      pieces.push(piece);
      piece = "";
    }
    piece += block;
  }
  pieces.push(piece);
  return pieces.map((one) => one.trim()).filter((one) => one !== "");
}

/** What stands between blank lines, each with those that follow it. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let block = "";
  let isAfterBlank = false;
  for (const { line, start, end, isCode } of markdownLines(text)) {
    const isBlank = line.trim() === "" && !isCode;
    if (isAfterBlank && !isBlank) {
      blocks.push(block);
      block = "";
    }
    block += text.slice(start, end);
    isAfterBlank = isBlank;
  }
  return [...blocks, block];
}

/** The block, or its lines where it is too long, or parts of those. */
function linesOf(block: string): string[] {
  if (block.length <= LONGEST) return [block];
  return (block.match(/[^\n]*\n|[^\n]+$/g) ?? []).flatMap((line) =>
    line.length <= LONGEST
      ? [line]
      : (line.match(new RegExp(`[^]{1,${LONGEST - 1}}(?:\\s|$)|[^]{1,${LONGEST}}`, "g")) ?? []),
  );
}
