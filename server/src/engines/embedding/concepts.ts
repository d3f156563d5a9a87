import { lexicon } from "./lexicon.ts";
import { stem } from "./stem.ts";

/** By stem, or by two stems with a space between them: the numbers of the groups that have it. */
const concepts = new Map<string, number[]>();

for (const [number, line] of lexicon.trim().split("\n").entries()) {
  for (const entry of line.split(",")) {
    const key = entry.trim().split(" ").map(stem).join(" ");
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
