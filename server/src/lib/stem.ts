/** Words that say nothing about what a text is about. */
const STOP_WORDS = new Set(
  `a about above after again all also am an and any are as at be because been before being below
  between both but by can could did do does doing done down during each else ever every few for from
  further get gets got had has have having he her here him his how i if in into is it its just let
  like made make makes may me might more most much must my need needs no nor not now of off on once
  one only or other our out over own please put same say she should so some such take tell than that
  the their them then there these they thing things this those through to too two under until up us
  use used uses using very want wants was way we well were what when where whether which while who
  whom whose why will with without would yes yet you your`.split(/\s+/),
);

const ENDINGS: readonly (readonly [ending: string, instead: string, leastLength: number])[] = [
  ["isation", "ise", 9],
  ["ization", "ise", 9],
  ["ations", "ate", 10],
  ["ation", "ate", 9],
  ["ments", "", 8],
  ["ment", "", 7],
  ["ings", "", 7],
  ["ing", "", 6],
  ["ies", "y", 5],
  ["ers", "", 6],
  ["ed", "", 5],
  ["er", "", 6],
  ["es", "", 5],
  ["ly", "", 6],
  ["s", "", 4],
];

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** What the forms of an English word have in common, roughly: "exports", "exported" are "export". */
export function stem(word: string): string {
  if (word.endsWith("ss")) return word;
  for (const [ending, instead, least] of ENDINGS) {
    if (word.length < least || !word.endsWith(ending)) continue;
    const cut = word.slice(0, -ending.length) + instead;
    // "planned", "shipping": the doubled letter belongs to the ending.
    return /([bdgmnprt])\1$/.test(cut) ? cut.slice(0, -1) : cut.replace(/e$/, "");
  }
  return word.replace(/e$/, "");
}
