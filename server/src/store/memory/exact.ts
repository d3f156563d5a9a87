import type { Db } from "../db.ts";
import type { PassageFilter } from "./filter.ts";
import { selectNearest, type Near } from "./nearest.ts";

/** An exact search reads every passage. */
const LIMIT_MS = 120_000;

/** The same as `findNearest` without the index and its errors: what the index is measured by. */
export function findNearestExactly(
  db: Db,
  filter: PassageFilter,
  embedding: { model: string; vector: Float32Array },
): Promise<Near[]> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_indexscan = off`;
      return selectNearest(tx, filter, embedding);
    },
    { timeout: LIMIT_MS },
  );
}
