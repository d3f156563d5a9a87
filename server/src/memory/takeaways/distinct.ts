import { wordsOf } from "../../lib/words.ts";
import type { FoundTakeaway } from "./takeawayIn.ts";

/** So many of one source are kept: who says more has written a list, and not decided. */
const MOST = 40;

/** As long as an index takes it. */
const LONGEST = 500;

/** What makes two texts the same: their words, whatever their case and punctuation. */
export function sameWords(text: string): string {
  return (wordsOf(text).join(" ") || text.trim()).slice(0, LONGEST).toWellFormed();
}

/** Each once. */
export function distinct(found: readonly FoundTakeaway[]): FoundTakeaway[] {
  const known = new Map<string, FoundTakeaway>();
  for (const one of found) {
    const words = sameWords(one.text);
    if (words !== "" && !known.has(words)) known.set(words, one);
  }
  return [...known.values()].slice(0, MOST);
}
