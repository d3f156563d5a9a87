import type { Embedder } from "../../../server/src/memory/embedder.ts";
import type { Db } from "../../../server/src/store/db.ts";
import { LOCAL_USER_ID } from "../../../server/src/store/localUser.ts";
import { findNearestExactly } from "../../../server/src/store/memory/exact.ts";
import { findNearest, type Near } from "../../../server/src/store/memory/nearest.ts";
import type { Growing } from "./fill.ts";
import { queriesOf } from "./queries.ts";

const QUERIES = 100;
/** Passages that are as alike as the last one that counts are as good as that one. */
const SAME = 1e-6;

/** Of the nearest passages by an exact search of whole vectors, the share that is found. */
export interface IndexRecall {
  ofTen: number;
  ofFifty: number;
  /** Of the first ten, by the graph alone. */
  ofTenByGraph: number;
}

export async function indexRecall(
  db: Db,
  embedder: Embedder,
  growing: Growing,
): Promise<IndexRecall> {
  const sections = [...growing.sections.values()].flat();
  let [ofTen, ofFifty, ofTenByGraph] = [0, 0, 0];
  const queries = queriesOf(sections, "spoken", QUERIES);
  for (const query of queries) {
    const embedding = await embedder.embedQuery(query, 10_000);
    if (!embedding) throw new Error(`${query} has no embedding.`);
    const own = { ownerId: LOCAL_USER_ID };
    const found = await findNearest(db, own, embedding);
    const foundByGraph = await findNearest(db, own, embedding, { oneByOne: 0 });
    const exact = await findNearestExactly(db, own, embedding);
    ofTen += shareOf(found, exact.slice(0, 10));
    ofFifty += shareOf(found, exact);
    ofTenByGraph += shareOf(foundByGraph, exact.slice(0, 10));
  }
  const mean = (sum: number): number => sum / queries.length;
  return { ofTen: mean(ofTen), ofFifty: mean(ofFifty), ofTenByGraph: mean(ofTenByGraph) };
}

function shareOf(found: readonly Near[], exact: readonly Near[]): number {
  const least = (exact.at(-1)?.similarity ?? 1) - SAME;
  const count = found.filter(({ similarity }) => similarity >= least).length;
  return Math.min(1, count / exact.length);
}
