import { toSql } from "pgvector";
import type { Db, Tx } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { CURRENT, ofModel, OLDER } from "./embeddings.ts";
import { passes, signsPass, type PassageFilter } from "./filter.ts";
import { signsOf } from "./signs.ts";

/** So many passages at most come from each arm. */
export const DEPTH = 50;
/** So many that are near by their signs are compared as they are: the nearest ten are among them. */
const COMPARED = 200;
/** Where there are fewer passages than these, their signs are read one by one. */
const ONE_BY_ONE = 200_000;

/** A passage that is near a query in meaning. */
export interface Near {
  id: string;
  /** The cosine. */
  similarity: number;
}

/**
 * The passages nearest to a vector, nearest first. They are chosen by their signs, which are small enough
 * to look at very many of them, and put in order by the whole vectors. The signs of fewer than `oneByOne`
 * passages are all read, which misses nothing; among more a graph finds the way.
 */
export function findNearest(
  db: Db | Tx,
  filter: PassageFilter,
  { model, vector }: { model: string; vector: Float32Array },
  { oneByOne = ONE_BY_ONE } = {},
): Prisma.PrismaPromise<Near[]> {
  const areFew = Prisma.sql`
    (SELECT greatest(reltuples, 0) < ${oneByOne}::int FROM pg_class
     WHERE oid = 'memory_chunks'::regclass)`;
  // In queries of their own, so that they are read once and not with each passage.
  const asked = Prisma.sql`(SELECT ${signsOf(vector)}::bit(2048))`;
  const space = Prisma.sql`(SELECT memory_space(${model}, ${vector.length}::int))`;
  const among = Prisma.sql`
    (SELECT c.id FROM memory_signs c
     WHERE ${areFew} AND c.space = ${space} AND ${signsPass(filter)}
     ORDER BY c.signs <~> ${asked} LIMIT ${COMPARED}::int)`;
  const byGraph = (part: Prisma.Sql) => Prisma.sql`
    (SELECT c.id FROM memory_chunks c
     WHERE NOT ${areFew} AND ${ofModel(model, vector.length)} AND ${part} AND ${passes(filter)}
     ORDER BY c.signs <~> ${asked} LIMIT ${COMPARED}::int)`;
  const graphs = filter.allVersions ? [CURRENT, OLDER] : [CURRENT];
  const ways = [among, ...graphs.map(byGraph)];
  return db.$queryRaw<Near[]>`
    SELECT id, 1 - (c.embedding <=> ${toSql([...vector])}::vector) AS similarity
    FROM (${Prisma.join(ways, " UNION ALL ")}) near_by_signs JOIN memory_chunks c USING (id)
    ORDER BY similarity DESC LIMIT ${DEPTH}::int`;
}
