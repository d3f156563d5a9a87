import { toSql } from "pgvector";
import type { Db } from "../db.ts";
import { ofModel } from "./embeddings.ts";
import { passes, type PassageFilter } from "./filter.ts";
import { DEPTH, type Near } from "./nearest.ts";

/** The same as `findNearest` by whole vectors alone, read one by one: what the index is measured by. */
export function findNearestExactly(
  db: Db,
  filter: PassageFilter,
  { model, vector }: { model: string; vector: Float32Array },
): Promise<Near[]> {
  return db.$queryRaw<Near[]>`
    SELECT c.id, 1 - (c.embedding <=> ${toSql([...vector])}::vector) AS similarity
    FROM memory_chunks c WHERE ${ofModel(model, vector.length)} AND ${passes(filter)}
    ORDER BY similarity DESC LIMIT ${DEPTH}::int`;
}
