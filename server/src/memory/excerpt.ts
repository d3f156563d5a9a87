import { wordsOf } from "../lib/words.ts";

/** One line of a passage, and where in it the words stand that were looked for. */
export interface Excerpt {
  text: string;
  /** Begin and end of each, in UTF-16 units of `text`. */
  marks: { from: number; to: number }[];
}

/** So many characters are shown before the first word that was found, and in all. */
const BEFORE = 60;
const LONGEST = 240;
const LIST_MARK = /^[ \t]*(?:[-*+]|\d+\.)[ \t]+(?:\[[ xX]\][ \t]+)?/gm;

export function excerptOf(content: string, lexemes: readonly string[]): Excerpt {
  const line = content.replace(LIST_MARK, "").replace(/\s+/g, " ").trim();
  const found = places(line, lexemes);
  const at = densest(found);
  const wanted = Math.max(0, at - BEFORE);
  const space = line.indexOf(" ", wanted);
  const start = wanted === 0 || space < 0 || space > at ? wanted : space + 1;
  const end = Math.min(line.length, start + LONGEST);
  const before = start > 0 ? "… " : "";
  const shown = line.slice(start, end).toWellFormed().trimEnd();
  const text = `${before}${shown}${end < line.length ? " …" : ""}`;
  const shift = before.length - start;
  const marks = found
    .filter(([from, to]) => from >= start && to <= start + shown.length)
    .map(([from, to]) => ({ from: from + shift, to: to + shift }));
  return { text, marks };
}

/** Where the words stand: those that begin as their stems do. */
function places(line: string, lexemes: readonly string[]): [number, number][] {
  if (lexemes.length === 0) return [];
  return [...line.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }): [number, number][] => {
    const [plain = ""] = wordsOf(word);
    return lexemes.some((lexeme) => hasStem(plain, lexeme)) ? [[index, index + word.length]] : [];
  });
}

/** Whether a word begins as its stem does; "category" has the stem "categori". */
export function hasStem(word: string, lexeme: string): boolean {
  return word.startsWith(lexeme) || (lexeme.endsWith("i") && word === `${lexeme.slice(0, -1)}y`);
}

/** The first of the words that stand together most. */
function densest(found: readonly [number, number][]): number {
  let best = 0;
  let most = 0;
  for (const [from] of found) {
    const together = found.filter(
      ([other]) => other >= from && other < from + LONGEST - BEFORE,
    ).length;
    if (together > most) [best, most] = [from, together];
  }
  return best;
}
