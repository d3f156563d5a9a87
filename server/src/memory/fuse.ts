import type { FoundPassage } from "../store/memory/passages.ts";

/** What a passage is judged by. */
export interface Judgement {
  /** The weight of all words that were looked for, and how many they are. */
  weight: number;
  words: number;
  likeness: { possible: number; certain: number };
  /** The project that the person is in. */
  projectId?: string | undefined;
  now: Date;
}

export interface Ranked {
  passage: FoundPassage;
  score: number;
  /** How much of the query its words cover, from 0 to 1. */
  coverage: number;
  /** Its places in the arms, from 1; null: not found by it. */
  wordRank: number | null;
  meaningRank: number | null;
}

/** The constant of reciprocal-rank fusion, as its authors chose it. */
const K = 60;
const DAY_MS = 86_400_000;
/** Half of what being new is worth is gone after this. */
const FRESH_DAYS = 60;
/** So much of a query has to be covered by words, or so much with a likeness beside it. */
const ENOUGH_WORDS = 0.6;
const SOME_WORDS = 0.3;
/** What coverage and likeness have to come to, a certain likeness counting as `CERTAIN`. */
const TOGETHER = 0.67;
const CERTAIN = 0.55;
/** A query of so few words asks for all of them, or for others that mean the same. */
const FEW_WORDS = 2;
const ALL_MEANT = 0.74;
const ALL_WORDS = 0.999;
/** What was said in passing counts less than what was written down. */
const KINDS: Readonly<Record<string, number>> = { message: 0.75, conversation: 0.9 };

/**
 * Brings what the arms have found into one order, by reciprocal rank, and by how new it is and whether
 * it is of the same project. What is not about the query is left out.
 */
export function fuse(found: readonly FoundPassage[], judgement: Judgement): Ranked[] {
  const byWords = ranks(found, ({ matched, wordScore }) =>
    matched === 0 ? null : matched * 1000 + (wordScore ?? 0),
  );
  const byMeaning = ranks(found, ({ similarity }) => similarity);
  const ranked = found.map((passage): Ranked => {
    const wordRank = byWords.get(passage.id) ?? null;
    const meaningRank = byMeaning.get(passage.id) ?? null;
    const coverage = judgement.weight === 0 ? 0 : Math.min(1, passage.matched / judgement.weight);
    const score =
      (reciprocal(wordRank) * (0.5 + coverage) +
        reciprocal(meaningRank) * certainty(passage, judgement)) *
      bonus(passage, judgement);
    return { passage, score, coverage, wordRank, meaningRank };
  });
  // Who says a wish once more has said all of it before, which makes no plan less relevant.
  const isComplete = ranked.some(
    ({ coverage, passage }) => coverage >= ALL_WORDS && passage.sourceKind !== "message",
  );
  return ranked
    .filter((one) => isRelevant(one, judgement, isComplete))
    .toSorted((a, b) => b.score - a.score || a.passage.id.localeCompare(b.passage.id));
}

function ranks(
  found: readonly FoundPassage[],
  scoreOf: (passage: FoundPassage) => number | null,
): Map<string, number> {
  const scored = found.flatMap((passage) => {
    const score = scoreOf(passage);
    return score === null ? [] : [{ id: passage.id, score }];
  });
  const order = scored.toSorted((a, b) => b.score - a.score || a.id.localeCompare(b.id));
  return new Map(order.map(({ id }, index) => [id, index + 1]));
}

const reciprocal = (rank: number | null): number => (rank === null ? 0 : 1 / (K + rank));

/** How much a likeness is to be believed, from 0 to 1. */
function certainty({ similarity }: FoundPassage, { likeness }: Judgement): number {
  const { possible, certain } = likeness;
  return Math.min(
    1.5,
    Math.max(0, ((similarity ?? 0) - possible * 0.5) / (certain - possible * 0.5)),
  );
}

function bonus({ projectId, at, sourceKind }: FoundPassage, judgement: Judgement): number {
  const days = Math.max(0, judgement.now.getTime() - at.getTime()) / DAY_MS;
  const fresh = 1 + 0.1 * 2 ** (-days / FRESH_DAYS);
  const own = judgement.projectId !== undefined && projectId === judgement.projectId ? 1.15 : 1;
  return fresh * own * (KINDS[sourceKind] ?? 1);
}

function isRelevant(
  { passage, coverage }: Ranked,
  { likeness, words }: Judgement,
  isComplete: boolean,
): boolean {
  const similarity = passage.similarity ?? 0;
  const isCertain = similarity >= likeness.certain;
  if (words <= FEW_WORDS && coverage < ALL_MEANT) return !isComplete && isCertain;
  // Where all that was asked for is somewhere, a part of it is not what was asked for.
  if (isComplete && coverage < ENOUGH_WORDS) return similarity >= likeness.certain * 1.5;
  if (coverage >= ENOUGH_WORDS || isCertain) return true;
  const together = coverage + CERTAIN * (similarity / likeness.certain);
  return coverage >= SOME_WORDS && together >= TOGETHER;
}
