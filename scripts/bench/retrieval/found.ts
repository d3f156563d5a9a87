import type { Embedder } from "../../../server/src/memory/embedder.ts";
import type { Db } from "../../../server/src/store/db.ts";
import { LOCAL_USER_ID } from "../../../server/src/store/localUser.ts";
import { findNearestExactly } from "../../../server/src/store/memory/exact.ts";
import { dropCurrentGraph, ensureCurrentGraph } from "../../../server/src/store/memory/graphs.ts";
import {
  findNearest,
  type Embedding,
  type Near,
} from "../../../server/src/store/memory/nearest.ts";
import { quantiles, type Quantiles } from "../quantiles.ts";
import type { Growing } from "./fill.ts";
import { queriesOf } from "./queries.ts";

const QUERIES = 100;
/** Passages that are as alike as the last one that counts are as good as that one. */
const SAME = 1e-6;
export const own = { ownerId: LOCAL_USER_ID };

type Asked = Embedding & { exact: Near[] };
type Find = (embedding: Embedding) => Promise<Near[]>;

/** Of the nearest passages by an exact search of whole vectors, the share that is found, and how long that takes. */
export interface Found {
  ofTen: number;
  ofFifty: number;
  ms: Quantiles;
}

export interface GraphFound extends Found {
  /** To make the graph of all that is there. */
  madeInMs: number;
}

/** Queries with what an exact search finds. */
export async function askedOf(db: Db, embedder: Embedder, growing: Growing): Promise<Asked[]> {
  const sections = [...growing.sections.values()].flat();
  const asked: Asked[] = [];
  for (const query of queriesOf(sections, "spoken", QUERIES)) {
    const embedding = await embedder.embedQuery(query, 10_000);
    if (!embedding) throw new Error(`${query} has no embedding.`);
    asked.push({ ...embedding, exact: await findNearestExactly(db, own, embedding) });
  }
  return asked;
}

/** What is found in this way. */
export async function findAll(find: Find, all: readonly Asked[]): Promise<Found> {
  let [ofTen, ofFifty] = [0, 0];
  const times: number[] = [];
  for (const { exact, ...embedding } of all) {
    const startedAt = performance.now();
    const found = await find(embedding);
    times.push(performance.now() - startedAt);
    ofTen += shareOf(found, exact.slice(0, 10));
    ofFifty += shareOf(found, exact);
  }
  return { ofTen: ofTen / all.length, ofFifty: ofFifty / all.length, ms: quantiles(times) };
}

/** The same by the database and a graph, which is made for it. */
export async function findAllByGraph(
  db: Db,
  all: readonly Asked[],
  model: string,
): Promise<GraphFound> {
  const startedAt = performance.now();
  await ensureCurrentGraph(db, model, 1);
  const madeInMs = performance.now() - startedAt;
  const found = await findAll((embedding) => findNearest(db, own, embedding), all);
  await dropCurrentGraph(db, model);
  return { ...found, madeInMs };
}

function shareOf(found: readonly Near[], exact: readonly Near[]): number {
  const least = (exact.at(-1)?.similarity ?? 1) - SAME;
  const count = found.filter(({ similarity }) => similarity >= least).length;
  return Math.min(1, count / exact.length);
}
