import { seeded } from "../../../server/test/support/random.ts";
import { wordsOf } from "../../../server/src/lib/words.ts";
import { misspelled } from "../../../server/test/support/labelled/labelledSet.ts";
import { general, generalWord, inventedWord, pick } from "./words.ts";

/** What the words of a query are like. */
export const manners = ["spoken", "common", "rare", "misspelled", "absent"] as const;
export type Manner = (typeof manners)[number];

const openings = [
  "what did we decide about",
  "how do we want to handle",
  "plan something like",
  "remind me of",
  "",
];
const known = new Set(general);
/** Beyond these the most frequent words say something, and before those they are everywhere. */
const COMMON = { from: 40, to: 240 };

/** Queries about these sections, each another one. */
export function queriesOf(sections: readonly string[], manner: Manner, count: number): string[] {
  const random = seeded(manner.length * 1000 + sections.length);
  return Array.from({ length: count }, () => queryOf(sections, manner, random));
}

function queryOf(sections: readonly string[], manner: Manner, random: () => number): string {
  const words = wordsOf(pick(sections, random));
  switch (manner) {
    case "spoken": {
      const from = Math.floor(random() * (words.length - 10));
      const length = 4 + Math.floor(random() * 6);
      const said = words.slice(from, from + length);
      return [pick(openings, random), ...said, generalWord(random)].join(" ");
    }
    case "common":
      return Array.from({ length: 4 }, () =>
        pick(general.slice(COMMON.from, COMMON.to), random),
      ).join(" ");
    case "rare":
      return rareWords(words, random).join(" ");
    case "misspelled":
      return misspelled(rareWords(words, random).join(" "));
    case "absent":
      return Array.from({ length: 3 }, () => inventedWord(random, "ix")).join(" ");
  }
}

/** Names that the section has, and what is said of them. */
function rareWords(words: readonly string[], random: () => number): string[] {
  const names = words.filter((word) => !known.has(word));
  return [...names.slice(0, 2), pick(words, random), pick(words, random)];
}
