import { readFile } from "node:fs/promises";
import { phonesOf } from "./pocketsphinxSpelling.ts";

const vowels = new Set("AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW".split(" "));

/** How words are said: the CMU pronouncing dictionary, and rules for what it does not have. */
export class PronouncingDictionary {
  readonly #entries: ReadonlyMap<string, readonly string[]>;

  constructor(entries: ReadonlyMap<string, readonly string[]>) {
    this.#entries = entries;
  }

  static async read(path: string): Promise<PronouncingDictionary> {
    const entries = new Map<string, string[]>();
    for (const line of (await readFile(path, "utf8")).split("\n")) {
      const space = line.indexOf(" ");
      if (space < 0) continue;
      const word = line.slice(0, space).replace(/\(\d+\)$/, "");
      const phones = line.slice(space + 1).trim();
      const others = entries.get(word);
      if (others) others.push(phones);
      else entries.set(word, [phones]);
    }
    return new PronouncingDictionary(entries);
  }

  /** Every phone that a word here contains. */
  get phones(): string[] {
    return [
      ...new Set([...this.#entries.values()].flat().flatMap((phones) => phones.split(" "))),
    ].sort();
  }

  /** The ways to say a word, the likeliest first; never empty for a word of letters. */
  pronunciations(word: string): string[] {
    const found = this.#entries.get(word) ?? [this.#compound(word) ?? phonesOf(word)];
    return [...new Set([...found, ...found.flatMap(spokenVariants)])];
  }

  /** A dictionary of these words only, in the decoder's format. */
  write(words: Iterable<string>): string {
    const lines: string[] = [];
    for (const word of words)
      this.pronunciations(word).forEach((phones, at) => {
        lines.push(`${word}${at === 0 ? "" : `(${at + 1})`} ${phones}`);
      });
    return `${lines.join("\n")}\n`;
  }

  /** "frontend" is "front" and "end". */
  #compound(word: string): string | null {
    for (let at = word.length - 3; at >= 3; at -= 1) {
      const first = this.#entries.get(word.slice(0, at))?.[0];
      const second = this.#entries.get(word.slice(at))?.[0];
      if (first !== undefined && second !== undefined) return `${first} ${second}`;
    }
    return null;
  }
}

/** What fluent American speech makes of a pronunciation: "tr" as "chr", a flapped t, a silent h. */
function spokenVariants(phones: string): string[] {
  const all = phones.split(" ");
  const flapped = all.map((phone, at) => {
    const before = all[at - 1] ?? "";
    const after = all[at + 1] ?? "";
    return phone === "T" &&
      (vowels.has(before) || before === "R") &&
      /^(?:AH|ER|IY|IH|OW)$/.test(after)
      ? "D"
      : phone;
  });
  const affricated = flapped.map((phone, at) => {
    if (all[at + 1] !== "R") return phone;
    return phone === "T" ? "CH" : phone === "D" ? "JH" : phone;
  });
  const unaspirated = all[0] === "HH" && all.length > 2 ? all.slice(1) : all;
  const drawn = phones.replace(/\b(A[WY]) L\b/, "$1 AH L");
  return [flapped.join(" "), affricated.join(" "), unaspirated.join(" "), drawn];
}
