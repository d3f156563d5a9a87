import { toSql } from "pgvector";
import type { Db, Tx } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { CURRENT, ofModel, OLDER } from "./embeddings.ts";
import { passes, type PassageFilter } from "./filter.ts";
import { signsOf } from "./signs.ts";

/** So many passages at most come from each arm. */
export const DEPTH = 50;
/** So many that are near by their signs are compared as they are: the nearest ten are among them. */
const COMPARED = 200;

/** A passage that is near a query in meaning. */
export interface Near {
  id: string;
  /** The cosine. */
  similarity: number;
}

/**
 * The passages nearest to a vector, nearest first. The indexes go by signs, which are small enough to
 * look at very many of them; what they find is put in order by the whole vectors.
 */
export function findNearest(
  db: Db | Tx,
  filter: PassageFilter,
  { model, vector }: { model: string; vector: Float32Array },
): Prisma.PrismaPromise<Near[]> {
  const signs = signsOf(vector);
  const nearBySigns = (isCurrent: Prisma.Sql) => Prisma.sql`
    (SELECT c.id, c.embedding FROM memory_chunks c
     WHERE ${ofModel(model, vector.length)} AND ${isCurrent} AND ${passes(filter)}
     ORDER BY c.signs <~> ${signs}::bit(2048) LIMIT ${COMPARED}::int)`;
  const indexes = filter.allVersions ? [CURRENT, OLDER] : [CURRENT];
  return db.$queryRaw<Near[]>`
    SELECT id, 1 - (embedding <=> ${toSql([...vector])}::vector) AS similarity
    FROM (${Prisma.join(indexes.map(nearBySigns), " UNION ALL ")}) near_by_signs
    ORDER BY similarity DESC LIMIT ${DEPTH}::int`;
}
