import { emptyMetadata } from "@voiceplan/protocol";
import type { Embeddings } from "../../../src/engines/embedding/port.ts";
import { NgramEmbeddings } from "../../../src/engines/embedding/ngrams.ts";
import { createLog } from "../../../src/lib/log.ts";
import { Embedder } from "../../../src/memory/embedder.ts";
import { fuse } from "../../../src/memory/fuse.ts";
import { Indexer } from "../../../src/memory/indexer.ts";
import { Memory } from "../../../src/memory/memory.ts";
import { askedWords, chooseWords } from "../../../src/memory/searchWords.ts";
import { Plans } from "../../../src/planning/plans.ts";
import { Projects } from "../../../src/planning/projects.ts";
import type { Db } from "../../../src/store/db.ts";
import { LOCAL_USER_ID } from "../../../src/store/localUser.ts";
import { findByWords } from "../../../src/store/memory/byWords.ts";
import { findNearest } from "../../../src/store/memory/nearest.ts";
import { readPassages } from "../../../src/store/memory/passages.ts";
import { SignsAtHand } from "../../../src/store/memory/signsAtHand.ts";
import { knowWords } from "../../../src/store/memory/words.ts";
import type { LabelledQuery, LabelledSet, QueryKind } from "./labelledSet.ts";

export const arms = ["vector", "text", "hybrid"] as const;
export type Arm = (typeof arms)[number];

/** How well an arm answers the queries that have an answer, and how often it answers one that has none. */
export interface Quality {
  arm: Arm;
  recallAt5: number;
  meanReciprocalRank: number;
  falseAnswers: number;
  /** Recall at 5 by kind of query. */
  byKind: Partial<Record<QueryKind, number>>;
  /** Queries whose answer is not among the first five, and those without one that got one. */
  missed: string[];
}

const DEPTH = 5;
const PATIENCE_MS = 60_000;

/** Writes the projects and plans of a set into an empty database. */
export async function writeSet(db: Db, { projects, plans }: LabelledSet): Promise<void> {
  const store = { projects: new Projects(db), plans: new Plans(db) };
  const ids = new Map<string, string>();
  for (const project of projects) {
    ids.set(project.name, (await store.projects.create(LOCAL_USER_ID, project)).id);
  }
  for (const [index, { project, title, markdown }] of plans.entries()) {
    await store.plans.create(LOCAL_USER_ID, {
      ...{ projectId: ids.get(project) ?? "", title, content: markdown, metadata: emptyMetadata },
      ...{ changeSummary: "", author: "user", conversationId: null, sourceKey: `set:${index}` },
    });
  }
}

/** Reads everything in with these embeddings, and asks the queries of each arm. */
export async function measureSet(db: Db, set: LabelledSet, engine: Embeddings): Promise<Quality[]> {
  const embedder = new Embedder(engine, new NgramEmbeddings());
  const log = createLog("silent");
  const indexer = new Indexer(db, embedder, log, { settleMs: Infinity });
  await indexer.index();
  const signs = new SignsAtHand(db, log);
  const memory = new Memory({ db, embedder, signs, indexer });
  const qualities: Quality[] = [];
  for (const arm of arms) {
    const ask = arm === "hybrid" ? hybrid(memory) : single(db, embedder, arm);
    qualities.push(await qualityOf(arm, set.queries, ask));
  }
  return qualities;
}

/** Resolves with the plans that are found, best first, as "project: title". */
type Ask = (query: string) => Promise<string[]>;

const nameOf = (project: string, title: string): string => `${project}: ${title}`;

function hybrid(memory: Memory): Ask {
  return async (query) => {
    const page = await memory.find(LOCAL_USER_ID, query, { limit: DEPTH, cursor: null });
    return page.items.map(({ heading, title }) => nameOf(heading.split(" › ")[0] ?? "", title));
  };
}

function single(db: Db, embedder: Embedder, arm: "vector" | "text"): Ask {
  return async (query) => {
    const ownerId = LOCAL_USER_ID;
    const known = await knowWords(db, ownerId, askedWords(query));
    const words = chooseWords(known.words, known.size);
    const byWords = arm === "text";
    const embedding = byWords ? null : await embedder.embedQuery(query, PATIENCE_MS);
    const { wanted: lexemes, choices } = words;
    const ids = embedding
      ? await findNearest(db, { ownerId }, embedding)
      : await findByWords(db, { ownerId }, { lexemes, choices });
    const found = await readPassages(db, byWords ? lexemes : [], ids);
    const { likeness } = embedder.current;
    const judgement = { weight: byWords ? words.weight : 0, words: words.count };
    const ranked = fuse(found, { ...judgement, likeness, now: new Date() });
    const names = ranked.map(({ passage }) =>
      nameOf(passage.heading.split(" › ")[0] ?? "", passage.title),
    );
    return [...new Set(names)].slice(0, DEPTH);
  };
}

async function qualityOf(arm: Arm, queries: readonly LabelledQuery[], ask: Ask): Promise<Quality> {
  const found = new Map<QueryKind, number[]>();
  const missed: string[] = [];
  for (const { kind, text, answer } of queries) {
    const names = await ask(text);
    const wanted = answer && nameOf(answer.project, answer.title);
    const rank = wanted === null ? Math.min(1, names.length) : names.indexOf(wanted) + 1;
    if (wanted === null ? rank > 0 : rank === 0)
      missed.push(`${kind}: ${text} -> ${names.slice(0, 2).join(", ")}`);
    found.set(kind, [...(found.get(kind) ?? []), rank]);
  }
  const ranks = [...found].flatMap(([kind, some]) => (kind === "unanswerable" ? [] : some));
  return {
    arm,
    recallAt5: mean(ranks.map((rank) => Number(rank > 0))),
    meanReciprocalRank: mean(ranks.map((rank) => (rank > 0 ? 1 / rank : 0))),
    falseAnswers: mean(found.get("unanswerable") ?? []),
    byKind: Object.fromEntries(
      [...found].map(([kind, some]) => [kind, mean(some.map((rank) => Number(rank > 0)))]),
    ),
    missed,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
