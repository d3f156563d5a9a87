import { lexicon } from "./lexicon.ts";
import { stem } from "./stem.ts";

/** The single words of each group. */
const groups: string[][] = [];
/** By stem, or by two stems with a space between them: the numbers of the groups that have it. */
const concepts = new Map<string, number[]>();

for (const [number, line] of lexicon.trim().split("\n").entries()) {
  const entries = line.split(",").map((entry) => entry.trim());
  groups.push(entries.filter((entry) => !entry.includes(" ")));
  for (const entry of entries) {
    const key = entry.split(" ").map(stem).join(" ");
    concepts.set(key, [...(concepts.get(key) ?? []), number]);
  }
}

/** What the words mean, as numbers of groups in the lexicon; a number as often as it is meant. */
export function conceptsOf(words: readonly string[]): string[] {
  const stems = words.map(stem);
  return stems.flatMap((word, at) => {
    const pair = concepts.get(`${word} ${stems[at + 1] ?? ""}`) ?? [];
    return [...(concepts.get(word) ?? []), ...pair].map(String);
  });
}

/** For each of the words, in their order: others that may stand for it, or for the pair that it is in. */
export function synonymsOf(words: readonly string[]): string[][] {
  const stems = words.map(stem);
  return stems.map((word, at) => {
    const before = concepts.get(`${stems[at - 1] ?? ""} ${word}`) ?? [];
    const after = concepts.get(`${word} ${stems[at + 1] ?? ""}`) ?? [];
    const meant = new Set([...(concepts.get(word) ?? []), ...before, ...after]);
    const others = [...meant].flatMap((number) => groups[number] ?? []);
    return [...new Set(others)].filter((other) => stem(other) !== word);
  });
}
