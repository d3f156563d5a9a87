import type { PhraseNode } from "./phrase.ts";

/** Of each of these sets at least one word belongs to whatever the phrase matches. */
export type Needs = readonly (readonly string[])[];

/** What a phrase cannot do without, to tell at once that most phrases cannot have been said. */
export function needsOf(node: PhraseNode): Needs {
  switch (node.kind) {
    case "word":
      return [[node.word]];
    case "sequence":
    case "anyOrder":
      return node.items.flatMap(needsOf);
    case "choice":
      return needsOfAny(node.options.map(needsOf));
    case "unheard":
    case "capture":
      return needsOf(node.item);
    case "optional":
    case "slot":
    case "digits":
      return [];
  }
}

function needsOfAny(options: readonly Needs[]): Needs {
  const ofEach = options.map((needs) => needs.toSorted((a, b) => a.length - b.length)[0]);
  const words = ofEach.flatMap((needed) => needed ?? []);
  return ofEach.includes(undefined) ? [] : [[...new Set(words)]];
}
