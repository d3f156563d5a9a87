import { wordsOf } from "../../../server/src/lib/words.ts";
import { facts } from "../../../server/test/support/labelled/facts.ts";
import { fillers } from "../../../server/test/support/labelled/fillers.ts";

type Random = () => number;

const counts = new Map<string, number>();
for (const word of wordsOf(`${facts} ${fillers}`)) counts.set(word, (counts.get(word) ?? 0) + 1);

/** The words that sixty projects were planned with, the most frequent first. */
export const general = [...counts]
  .toSorted(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
  .map(([word]) => word);

/** By Zipf's law: the chance of the first words together, for each number of them. */
const chances: number[] = [];
let sum = 0;
for (const rank of general.keys()) chances.push((sum += 1 / (rank + 2.7)));

/** A word as often as people use it: the second half as often as the first, and so on. */
export function generalWord(random: Random): string {
  const chance = random() * sum;
  let from = 0;
  let to = general.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((chances[middle] ?? 0) < chance) from = middle + 1;
    else to = middle;
  }
  return general[from] ?? "";
}

const syllables = `bar ven tor mi sol quen dra lu kes fin gar pel ri stan vo wyn zam el thor nec
  pla cu rid osk hal jen by tre lom sha gri ket mul neb ost par rem sy tal um`.split(/\s+/);

/** A word that nobody uses anywhere else, as names of customers, programs and places are. */
export function inventedWord(random: Random, mark = ""): string {
  const count = 3 + Math.floor(random() * 2);
  const parts = Array.from({ length: count }, () => pick(syllables, random));
  return parts.join("") + mark;
}

export function pick<T>(from: readonly [T, ...T[]] | readonly T[], random: Random): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error("There is nothing to choose from.");
  return one;
}
