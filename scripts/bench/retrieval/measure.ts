import type { Embedder } from "../../../server/src/memory/embedder.ts";
import { Memory, type MemoryQuery } from "../../../server/src/memory/memory.ts";
import {
  askedWords,
  chooseWords,
  type SearchWords,
} from "../../../server/src/memory/searchWords.ts";
import type { Db } from "../../../server/src/store/db.ts";
import { LOCAL_USER_ID } from "../../../server/src/store/localUser.ts";
import { findByWords } from "../../../server/src/store/memory/byWords.ts";
import { findNearest } from "../../../server/src/store/memory/nearest.ts";
import type { SignsAtHand } from "../../../server/src/store/memory/signsAtHand.ts";
import { knowWords } from "../../../server/src/store/memory/words.ts";
import { quantiles, type Quantiles } from "../quantiles.ts";
import { SMALL, STRANGERS } from "./corpus.ts";
import type { Growing } from "./fill.ts";
import { manners, queriesOf } from "./queries.ts";

const TIMES = 200;
const WARM_UP = 20;
const PATIENCE_MS = 10_000;

type QueryEmbedding = NonNullable<Awaited<ReturnType<Embedder["embedQuery"]>>>;

export interface Timed {
  name: string;
  ms: Quantiles;
}

/** What is asked, by what it is called: spoken queries with each filter, then each kind of words. */
function questionsOf(growing: Growing) {
  const { sections, strangerId } = growing;
  const [largest] = [...sections]
    .filter(([project]) => project > SMALL)
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([project]) => project);
  const of = (...projects: number[]): string[] =>
    projects.flatMap((one) => sections.get(one) ?? []);
  const own = [...sections.keys()].filter((project) => project !== STRANGERS);
  const large = largest ?? SMALL;
  type Filter = Pick<MemoryQuery, "projectId" | "allVersions"> & { ownerId?: string };
  const ask = (name: string, from: string[], filter: Filter) =>
    [name, queriesOf(from, "spoken", TIMES + WARM_UP), filter] as const;
  return [
    ask("of everything", of(...own), {}),
    ask("older versions too", of(...own), { allVersions: true }),
    ask("of a project of fifty", of(SMALL), { projectId: growing.projectId(SMALL) }),
    ask("of the largest project", of(large), { projectId: growing.projectId(large) }),
    ask("of a person with fifty", of(STRANGERS), { ownerId: strangerId }),
    ...manners.slice(1).map((manner) => {
      const queries = queriesOf(of(...own), manner, TIMES + WARM_UP);
      const filter: Filter = {};
      return [`${manner} words`, queries, filter] as const;
    }),
  ];
}

/** The whole of what a planner waits for, with the signs of passages at hand. */
export async function measureRecall(
  db: Db,
  embedder: Embedder,
  signs: SignsAtHand,
  growing: Growing,
): Promise<Timed[]> {
  const indexer = { settle: () => Promise.resolve() };
  const memory = new Memory({ db, embedder, signs, indexer });
  const rows: Timed[] = [];
  for (const [name, queries, filter] of questionsOf(growing)) {
    const ms = await time(queries, (query) =>
      memory.recall({ ownerId: LOCAL_USER_ID, query, patienceMs: PATIENCE_MS, ...filter }),
    );
    rows.push({ name, ms });
  }
  return rows;
}

/** Its parts, each alone, for spoken queries of everything. */
export async function measureParts(
  db: Db,
  embedder: Embedder,
  signs: SignsAtHand,
  growing: Growing,
): Promise<Timed[]> {
  const [first] = questionsOf(growing);
  const queries = first?.[1] ?? [];
  const own = { ownerId: LOCAL_USER_ID };
  const asked = new Map<string, { words: SearchWords; embedding: QueryEmbedding }>();
  for (const query of queries) {
    const known = await knowWords(db, LOCAL_USER_ID, askedWords(query));
    const embedding = await embedder.embedQuery(query, PATIENCE_MS);
    if (!embedding) throw new Error(`${query} has no embedding.`);
    asked.set(query, { words: chooseWords(known.words, known.size), embedding });
  }
  const parts: readonly [string, (query: string) => Promise<unknown>][] = [
    // With a space at its end it is another one, which has not been embedded before.
    ["embedding", (query) => embedder.embedQuery(`${query} `, PATIENCE_MS)],
    ["words looked up", (query) => knowWords(db, LOCAL_USER_ID, askedWords(query))],
    [
      "by meaning",
      async (query) => {
        const { embedding } = asked.get(query) ?? {};
        if (embedding) await signs.find(own, embedding);
      },
    ],
    [
      "by the database alone",
      async (query) => {
        const { embedding } = asked.get(query) ?? {};
        if (embedding) await findNearest(db, own, embedding);
      },
    ],
    [
      "by words",
      (query) => {
        const { wanted: lexemes = [], choices = [] } = asked.get(query)?.words ?? {};
        return findByWords(db, own, { lexemes, choices });
      },
    ],
  ];
  const rows: Timed[] = [];
  for (const [name, work] of parts) rows.push({ name, ms: await time(queries, work) });
  return rows;
}

async function time(
  queries: readonly string[],
  work: (query: string) => Promise<unknown>,
): Promise<Quantiles> {
  const times: number[] = [];
  for (const [at, query] of queries.entries()) {
    const startedAt = performance.now();
    await work(query);
    if (at >= WARM_UP) times.push(performance.now() - startedAt);
  }
  return quantiles(times);
}
