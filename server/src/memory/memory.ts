import type { SearchHit } from "@voiceplan/protocol";
import { wordsOf } from "../lib/words.ts";
import { pageAt, placeOf, type Page, type PageRequest } from "../planning/page.ts";
import type { Db } from "../store/db.ts";
import type { PassageFilter } from "../store/memory/filter.ts";
import { findByWords, type Worded } from "../store/memory/byWords.ts";
import type { Near } from "../store/memory/nearest.ts";
import { readPassages, type FoundPassage } from "../store/memory/passages.ts";
import type { SignsAtHand } from "../store/memory/signsAtHand.ts";
import { knowWords, type AskedWord } from "../store/memory/words.ts";
import type { Embedder } from "./embedder.ts";
import { excerptOf, hasStem } from "./excerpt.ts";
import { fuse, type Ranked } from "./fuse.ts";
import type { Indexer } from "./indexer.ts";
import { saidOnce } from "./saidOnce.ts";
import {
  askedWords,
  chooseWords,
  requiredOf,
  withoutExclusions,
  type SearchWords,
} from "./searchWords.ts";

/** What is looked for, and among what. */
export interface MemoryQuery extends PassageFilter {
  /** Words, in which nothing is syntax. */
  query: string;
  /** The project that the person is in; what is of it comes first. */
  near?: string | undefined;
  /** So long the embedding of the query is waited for, where the network has to be asked. */
  patienceMs: number;
}

/** A passage that answers, and what it answers. */
export interface Found extends Ranked {
  words: SearchWords;
}

interface Asked {
  found: Found[];
  words: SearchWords;
}

/** So long a search waits for a provider's embedding; then words alone have to do. */
const SEARCH_PATIENCE_MS = 1500;
/** With each hit of a project, its next one counts so much less. */
const SAME_PROJECT = 0.85;

interface MemoryParts {
  db: Db;
  embedder: Embedder;
  signs: SignsAtHand;
  indexer: Pick<Indexer, "settle">;
}

/** What the person has planned and said before, to be found again. */
export class Memory {
  readonly #db: Db;
  readonly #embedder: Embedder;
  readonly #signs: SignsAtHand;
  readonly #indexer: Pick<Indexer, "settle">;

  constructor({ db, embedder, signs, indexer }: MemoryParts) {
    this.#db = db;
    this.#embedder = embedder;
    this.#signs = signs;
    this.#indexer = indexer;
  }

  /**
   * A part of what answers a query in the syntax of a web search, best first. Throws `invalid_payload` for
   * a cursor that is none.
   */
  async find(
    ownerId: string,
    query: string,
    { limit, cursor, ...filter }: PageRequest & Omit<PassageFilter, "ownerId" | "required">,
    exceptMessageId?: string,
  ): Promise<Page<SearchHit>> {
    const skip = placeOf(cursor);
    await this.#indexer.settle();
    const found = await this.recall({
      ...{ ...filter, ownerId, exceptMessageId, patienceMs: SEARCH_PATIENCE_MS },
      ...{ query: withoutExclusions(query), required: requiredOf(query) },
    });
    const rows = spread(onePerSource(saidOnce(found)), filter.projectId !== undefined);
    return pageAt(rows.slice(skip, skip + limit + 1), { skip, limit }, toHit);
  }

  /** The passages that answer a query, best first. */
  async recall(query: MemoryQuery): Promise<Found[]> {
    return (await this.ask(query)).found;
  }

  /** The same with the words that were looked for, also where nothing has them. */
  async ask({ query, near, patienceMs, ...filter }: MemoryQuery): Promise<Asked> {
    const asked = askedWords(query);
    if (asked.length === 0) return { found: [], words: chooseWords([], 0) };
    const [nearest, { words, worded }] = await Promise.all([
      this.#nearest(query, patienceMs, filter),
      this.#byWords(asked, filter),
    ]);
    const passages = await readPassages(this.#db, words.wanted, [...nearest, ...worded]);
    const { likeness } = this.#embedder.current;
    const judgement = {
      weight: words.weight,
      words: words.count,
      likeness,
      projectId: near,
      now: new Date(),
    };
    return { found: fuse(passages, judgement).map((ranked) => ({ ...ranked, words })), words };
  }

  async #nearest(query: string, patienceMs: number, filter: PassageFilter): Promise<Near[]> {
    const embedding = await this.#embedder.embedQuery(query, patienceMs);
    return embedding ? this.#signs.find(filter, embedding) : [];
  }

  async #byWords(
    asked: readonly AskedWord[],
    filter: PassageFilter,
  ): Promise<{ words: SearchWords; worded: Worded[] }> {
    const known = await knowWords(this.#db, filter.ownerId, asked);
    const words = chooseWords(known.words, known.size);
    const { wanted: lexemes, choices } = words;
    return { words, worded: await findByWords(this.#db, filter, { lexemes, choices }) };
  }
}

/** The best passage of each plan, project and message; of each version where older ones were asked for. */
function onePerSource(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ passage }) => {
    const key = `${passage.sourceId} ${passage.isCurrent ? "" : String(passage.version)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** In an order in which no project has all the first places by repeating itself. */
function spread(found: readonly Found[], isOneProject: boolean): Found[] {
  if (isOneProject) return [...found];
  const counts = new Map<string, number>();
  const scored = found.map((one) => {
    const key = one.passage.projectId ?? one.passage.conversationId ?? "";
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    return { one, score: one.score * SAME_PROJECT ** Math.min(before, 4) };
  });
  return scored.toSorted((a, b) => b.score - a.score).map(({ one }) => one);
}

function toHit({ passage, score, coverage, wordRank, meaningRank, words }: Found): SearchHit {
  const { text, marks } = excerptOf(
    passage.content,
    words.wanted.map(({ lexeme }) => lexeme),
  );
  const { title, heading, at, version, isCurrent, similarity } = passage;
  const said = wordsOf(`${title} ${heading} ${passage.content}`);
  const isRespelled = words.wanted.some(
    ({ lexeme, insteadOf }) => insteadOf !== null && said.some((word) => hasStem(word, lexeme)),
  );
  return {
    ...idsOf(passage),
    title,
    excerpt: text,
    marks,
    heading,
    at: at.toISOString(),
    ...(version === null ? {} : { version, isCurrent }),
    score: round(score),
    arms: [
      ...(meaningRank === null
        ? []
        : [{ arm: "vector" as const, rank: meaningRank, score: round(similarity ?? 0) }]),
      ...(wordRank === null
        ? []
        : [{ arm: "text" as const, rank: wordRank, score: round(coverage) }]),
      ...(wordRank === null || !isRespelled
        ? []
        : [{ arm: "typo" as const, rank: wordRank, score: round(coverage) }]),
    ],
  };
}

/** What a passage is of: the id of a hit is that of the thing that is opened. */
export function idsOf(
  passage: FoundPassage,
): Pick<SearchHit, "kind" | "id" | "projectId" | "planId" | "conversationId"> {
  const { sourceKind, sourceId, projectId, planId, conversationId } = passage;
  return {
    kind: kindOf(sourceKind),
    id: sourceId,
    ...(projectId === null ? {} : { projectId }),
    ...(planId === null ? {} : { planId }),
    ...(conversationId === null ? {} : { conversationId }),
  };
}

function kindOf(sourceKind: string): SearchHit["kind"] {
  switch (sourceKind) {
    case "project":
    case "plan":
    case "conversation":
    case "decision":
    case "lesson":
      return sourceKind;
    default:
      return "message";
  }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
