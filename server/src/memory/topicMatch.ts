import type { SimilarProject } from "@voiceplan/protocol";
import { wordsOf } from "../lib/words.ts";
import type { ArchivedText } from "../store/memory/archived.ts";
import { headingPath } from "./chunk.ts";
import { excerptOf, hasStem } from "./excerpt.ts";
import type { Found } from "./memory.ts";
import type { SearchWords } from "./searchWords.ts";

export type Shared = SimilarProject["shared"][number];

/** Something of another project that is like a topic of this one. */
export interface TopicMatch extends Shared {
  projectId: string;
  /** From 0 to 1. */
  strength: number;
}

/** As for a search: so much of a topic has to be in the title, the headings or the description. */
const ENOUGH_WORDS = 0.6;
/** Where it is not, the vectors have to be so much more than certain; and then it counts so much. */
const BEYOND_CERTAIN = 1.3;
const BY_MEANING = 0.5;
/** What a topic of so few words says; from three on it says all that a topic can. */
const SAYING: readonly number[] = [0, 0.3, 0.65];
const LONGEST = 160;

/** What a passage that answers a topic says of its project; null where only its text has the words. */
export function passageMatch(own: string, found: Found, certain: number): TopicMatch | null {
  const { passage, words } = found;
  const { projectId, sourceKind: kind, sourceId: id, title, heading, content } = passage;
  if (projectId === null || (kind !== "plan" && kind !== "project")) return null;
  const below = headingPath(heading).slice(1);
  const about = kind === "plan" ? [title, ...below] : [title, content];
  const likeness = (passage.similarity ?? 0) / certain;
  const strength = strengthOf(coverageOf(about.join(" "), words), likeness, words);
  if (strength === null) return null;
  const lexemes = words.wanted.map(({ lexeme }) => lexeme);
  const excerpt = [...below, excerptOf(content, lexemes).text].join(": ");
  return { own, projectId, kind, id, title, strength, excerpt: shorten(excerpt) };
}

/** The same of a project of which no passages are kept. */
export function archivedMatch(
  own: string,
  { projectId, kind, id, title, text }: ArchivedText,
  words: SearchWords,
): TopicMatch | null {
  const strength = strengthOf(coverageOf(`${title} ${text}`, words), 0, words);
  if (strength === null) return null;
  return { own, projectId, kind, id, title, strength, excerpt: shorten(text.trim()) };
}

/** The best match of each topic, best first, and nothing of the other project twice. */
export function bestOf(matches: readonly TopicMatch[]): TopicMatch[] {
  const seen = new Set<string>();
  return matches
    .toSorted((a, b) => b.strength - a.strength)
    .filter(({ own, id }) => {
      const isNew = !seen.has(own) && !seen.has(id);
      seen.add(own).add(id);
      return isNew;
    });
}

function strengthOf(coverage: number, likeness: number, { count }: SearchWords): number | null {
  const saying = SAYING[count] ?? 1;
  if (coverage >= ENOUGH_WORDS) return (0.75 * coverage + 0.25 * Math.min(1, likeness)) * saying;
  return likeness >= BEYOND_CERTAIN ? BY_MEANING * saying : null;
}

/** How much of what was looked for a text has, by weight. */
function coverageOf(text: string, { wanted, weight }: SearchWords): number {
  const said = wordsOf(text);
  const best = new Map<number, number>();
  for (const one of wanted) {
    if (!said.some((word) => hasStem(word, one.lexeme))) continue;
    best.set(one.word, Math.max(best.get(one.word) ?? 0, one.weight));
  }
  const matched = [...best.values()].reduce((sum, value) => sum + value, 0);
  return weight === 0 ? 0 : Math.min(1, matched / weight);
}

function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.slice(0, LONGEST).replace(/\s+\S*$/, "");
  return `${cut.toWellFormed()} …`;
}
