import { doubleMetaphone } from "double-metaphone";
import { distance } from "fastest-levenshtein";
import { misheard } from "./vocabulary.ts";

/** Finds which word of a vocabulary was meant by a word that a recogniser, or a typist, got wrong. */
export class Resemblance {
  readonly #sounds: ReadonlyMap<string, string>;
  readonly #heardAs: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(vocabulary: Iterable<string>) {
    const words = new Set(vocabulary);
    this.#sounds = new Map([...words].map((word) => [word, doubleMetaphone(word)[0]]));
    this.#heardAs = new Map(
      Object.entries(misheard).map(([word, heard]) => [word, new Set(heard)]),
    );
  }

  /** How far `heard` is from `word`: 0 the same, up to 0.2 likely it, null another word. */
  cost(heard: string, word: string): number | null {
    if (heard === word || heard === `${word}'s`) return 0;
    if (this.#heardAs.get(word)?.has(heard)) return 0.1;
    // A word that means something to a command is never taken for another one.
    if (this.#sounds.has(heard)) return null;
    if (Math.abs(heard.length - word.length) > 2 || word.length < 4 || heard.length < 4)
      return null;
    if (heard[0] !== word[0]) return null;
    const apart = distance(heard, word);
    if (apart === 1 && word.length >= 5) return 0.12;
    if (apart > 2) return null;
    if (word.length >= 8) return 0.16;
    return word.length >= 5 && doubleMetaphone(heard)[0] === this.#sounds.get(word) ? 0.16 : null;
  }
}
