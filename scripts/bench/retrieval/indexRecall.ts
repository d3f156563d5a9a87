import type { Embedder } from "../../../server/src/memory/embedder.ts";
import type { Db } from "../../../server/src/store/db.ts";
import { LOCAL_USER_ID } from "../../../server/src/store/localUser.ts";
import { findNearestExactly } from "../../../server/src/store/memory/exact.ts";
import { findNearest, type Near } from "../../../server/src/store/memory/nearest.ts";
import type { Growing } from "./fill.ts";
import { queriesOf } from "./queries.ts";

const QUERIES = 40;
/** Passages that are as alike as the last one that counts are as good as that one. */
const SAME = 1e-6;

/** Of the nearest passages by an exact search, the share that the index finds: of the first ten, and of all. */
export interface IndexRecall {
  ofTen: number;
  ofAll: number;
}

export async function indexRecall(
  db: Db,
  embedder: Embedder,
  growing: Growing,
): Promise<IndexRecall> {
  const sections = [...growing.sections.values()].flat();
  let [ofTen, ofAll] = [0, 0];
  const queries = queriesOf(sections, "spoken", QUERIES);
  for (const query of queries) {
    const embedding = await embedder.embedQuery(query, 10_000);
    if (!embedding) throw new Error(`${query} has no embedding.`);
    const found = await findNearest(db, { ownerId: LOCAL_USER_ID }, embedding);
    const exact = await findNearestExactly(db, { ownerId: LOCAL_USER_ID }, embedding);
    ofTen += shareOf(found, exact.slice(0, 10));
    ofAll += shareOf(found, exact);
  }
  return { ofTen: ofTen / queries.length, ofAll: ofAll / queries.length };
}

function shareOf(found: readonly Near[], exact: readonly Near[]): number {
  const least = (exact.at(-1)?.similarity ?? 1) - SAME;
  const count = found.filter(({ similarity }) => similarity >= least).length;
  return Math.min(1, count / exact.length);
}
