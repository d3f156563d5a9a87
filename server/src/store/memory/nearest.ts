import { toSql } from "pgvector";
import type { Db, Tx } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { vectorOf } from "./embeddings.ts";
import { passes, type PassageFilter } from "./filter.ts";

/** So many passages at most come from each arm. */
export const DEPTH = 50;

/** A passage that is near a query in meaning. */
export interface Near {
  id: string;
  /** The cosine. */
  similarity: number;
}

/** The passages nearest to a vector, nearest first. */
export async function findNearest(
  db: Db,
  filter: PassageFilter,
  embedding: { model: string; vector: Float32Array },
): Promise<Near[]> {
  // The planner does not count what it takes to fetch a vector that lies beside its row, so it would
  // rather read ten thousand of them than their index. That index costs it less here, and only here:
  // everywhere, it chose worse for others.
  const [, nearest] = await db.$transaction([
    db.$executeRaw`SET LOCAL random_page_cost = 1.1`,
    selectNearest(db, filter, embedding),
  ]);
  return nearest;
}

/** The same as the planner thinks best, or as the transaction tells it. */
export function selectNearest(
  db: Db | Tx,
  filter: PassageFilter,
  { model, vector }: { model: string; vector: Float32Array },
): Prisma.PrismaPromise<Near[]> {
  const { isOfModel, embedding, type } = vectorOf(model, vector.length);
  const asked = Prisma.sql`${toSql([...vector])}::${type}`;
  return db.$queryRaw<Near[]>`
    SELECT c.id, 1 - (${embedding} <=> ${asked}) AS similarity
    FROM memory_chunks c WHERE ${isOfModel} AND ${passes(filter)}
    ORDER BY ${embedding} <=> ${asked} LIMIT ${DEPTH}::int`;
}
