import { distance } from "fastest-levenshtein";
import { synonymsOf } from "../lib/concepts.ts";
import { wordsOf } from "../lib/words.ts";
import { COMMON, type Choice, type Lexeme } from "../store/memory/byWords.ts";
import type { AskedWord, KnownWord } from "../store/memory/words.ts";

/** Words with which people ask, and not about which. */
const ASKING = new Set(
  `anything ask asked ago again agree agreed call called come day days decide decided decision
  decisions did discuss discussed earlier everything find found idea ideas last like look mention
  mentioned month months note notes once past plan plans planned planning please previous previously
  project projects recall remember remind said say search show similar something talk talked tell
  think thought thoughts time today told us week weeks went what whatever worked year years
  yesterday`.split(/\s+/),
);
const MOST_WORDS = 16;
/** Fewer words are not a question, but what is looked for itself. */
const SENTENCE = 4;

/** A lexeme that is looked for. A synonym proves, but does not choose. */
export interface WantedWord extends Lexeme {
  /** What was written, where that is known to nobody and this is spelled like it. */
  insteadOf: string | null;
}

export interface SearchWords {
  wanted: WantedWord[];
  choices: Choice[];
  /** The weight of all words that were looked for, those too that nothing has. */
  weight: number;
  count: number;
}

/** The words of a query that say what it is about; those with which it asks only where there are no others. */
export function askedWords(query: string): AskedWord[] {
  const words = wordsOf(query).slice(0, 3 * MOST_WORDS);
  const synonyms = synonymsOf(words);
  const all = words.flatMap((word, at) =>
    words.indexOf(word) === at ? [{ word, synonyms: synonyms[at] ?? [] }] : [],
  );
  if (all.length < SENTENCE) return all;
  const telling = all.filter(({ word }) => !ASKING.has(word));
  return (telling.length > 0 ? telling : all).slice(0, MOST_WORDS);
}

/** The query without what it says must not be there. */
export function withoutExclusions(query: string): string {
  return query.replace(/(?:^|(?<=\s))-(?:"[^"]+"|[\p{L}\p{N}]+)/gu, " ").trim();
}

/** The part of a query that is a condition: phrases and exclusions, as in a web search. */
export function requiredOf(query: string): string | null {
  const parts = query.match(/-?"[^"]+"|(?:^|(?<=\s))-[\p{L}\p{N}]+/gu) ?? [];
  return parts.length > 0 ? parts.join(" ") : null;
}

/** What is looked for, of words of which the database knows how often they stand in `size` passages. */
export function chooseWords(known: readonly KnownWord[], size: number): SearchWords {
  const rarity = (count: number): number => Math.log(1 + Math.max(size, 200) / Math.max(1, count));
  const wanted: WantedWord[] = [];
  let weight = 0;
  const telling = known.flatMap(({ lexeme, ...word }) =>
    lexeme === null ? [] : [{ ...word, lexeme }],
  );
  for (const [index, { word, lexeme, count, alike, synonyms }] of telling.entries()) {
    const own = { word: index, insteadOf: null, isSynonym: false };
    weight += rarity(count) * (count > 0 ? 1 : UNKNOWN);
    for (const other of synonyms) {
      const share = SYNONYM * rarity(count) * (count > 0 ? 1 : UNKNOWN);
      wanted.push({ ...own, lexeme: other, weight: share, isSynonym: true });
    }
    if (count > 0) wanted.push({ ...own, lexeme, weight: rarity(count) });
    else
      for (const other of nearest(word, alike))
        wanted.push({ ...own, lexeme: other, weight: rarity(count) * UNKNOWN, insteadOf: word });
  }
  const counts = new Map(known.map(({ lexeme, count }) => [lexeme, count]));
  const choices = choose(wanted, (lexeme) => Math.min(size, counts.get(lexeme) ?? 0));
  return { wanted, choices, weight, count: telling.length };
}

/** The rarest words choose by themselves; more common ones with another, as long as that stays cheap. */
function choose(wanted: readonly WantedWord[], countOf: (lexeme: string) => number): Choice[] {
  const direct = new Set(wanted.flatMap(({ isSynonym, lexeme }) => (isSynonym ? [] : [lexeme])));
  const choices: Choice[] = [];
  let reached = 0;
  for (const lexeme of [...direct].toSorted((a, b) => countOf(a) - countOf(b))) {
    reached += countOf(lexeme);
    const isAlone = reached <= COMMON || direct.size === 1;
    if (!isAlone && reached > LOOKED_UP && choices.length > 0) break;
    choices.push({ lexeme, withOneOf: isAlone ? [] : [...direct.difference(new Set([lexeme]))] });
  }
  return choices;
}

/** So many entries of the index are read for words that choose together. */
const LOOKED_UP = 5_000;

/** Another word for what was written proves less than the word itself. */
const SYNONYM = 0.75;
/** A word that nobody has said before counts less than one that is rare. */
const UNKNOWN = 0.7;

/** A letter that stands once or twice is the mistake that even a short word survives. */
const undoubled = (word: string): string => word.replace(/(.)\1/gu, "$1");

/** The lexeme of the word that is spelled most like it, if any is spelled so. */
function nearest(word: string, alike: KnownWord["alike"]): string[] {
  const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
  const near = alike
    .map((other) => ({ ...other, edits: distance(word, other.word) }))
    .filter(({ word: other, edits }) => edits <= most || undoubled(word) === undoubled(other))
    .toSorted((a, b) => a.edits - b.edits);
  return near.slice(0, 1).map(({ lexeme }) => lexeme);
}
