/** A word of what was said, with where it stands in the text. */
export interface Token {
  /** Lower case, apostrophes straight. */
  word: string;
  /** Where in the text its source begins and ends. Parts of one contraction share a source. */
  start: number;
  end: number;
  /** What separates it from the word before. A sentence break is stronger than a pause. */
  before: "nothing" | "pause" | "sentence";
}

const wordPattern = /\p{N}+[.,]\p{N}+(?![.,]?[\p{L}\p{N}])|[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

const contractions: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    wanna: ["want", "to"],
    gonna: ["going", "to"],
    gotta: ["got", "to"],
    gimme: ["give", "me"],
    lemme: ["let", "me"],
    lets: ["let", "us"],
    whats: ["what", "is"],
    wheres: ["where", "is"],
    dont: ["do", "not"],
    cant: ["can", "not"],
    "can't": ["can", "not"],
    "won't": ["will", "not"],
    "let's": ["let", "us"],
  }),
);

const endings: readonly (readonly [string, string])[] = [
  ["n't", "not"],
  ["'d", "would"],
  ["'ll", "will"],
  ["'ve", "have"],
  ["'re", "are"],
  ["'m", "am"],
];

/** After these, `'s` is "is"; elsewhere it is a possessive and stays. */
const beforeIs = new Set(["what", "where", "who", "how", "it", "that", "there", "here", "when"]);

function expand(word: string): readonly string[] {
  const whole = contractions.get(word);
  if (whole) return whole;
  for (const [ending, meaning] of endings)
    if (word.endsWith(ending) && word.length > ending.length)
      return [word.slice(0, -ending.length), meaning];
  const stem = word.endsWith("'s") ? word.slice(0, -2) : null;
  return stem !== null && beforeIs.has(stem) ? [stem, "is"] : [word];
}

function separation(gap: string): Token["before"] {
  if (/[.!?;…]["'”’)\]]*\s|\n/u.test(gap)) return "sentence";
  return /[,:–—()[\]{}<>|*=]|\s-+\s/u.test(gap) ? "pause" : "nothing";
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const found of text.matchAll(wordPattern)) {
    const before = separation(text.slice(end, found.index));
    const start = found.index;
    end = start + found[0].length;
    const words = expand(found[0].toLowerCase().replaceAll("’", "'"));
    words.forEach((word, part) => {
      tokens.push({ word, start, end, before: part === 0 ? before : "nothing" });
    });
  }
  return tokens;
}
