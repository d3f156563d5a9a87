import { toSql } from "pgvector";
import type { Db, Tx } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { CURRENT, ofModel, OLDER } from "./embeddings.ts";
import { passes, signsPass, type PassageFilter } from "./filter.ts";
import { SIGNS, signsOf } from "./signs.ts";

/** So many passages at most come from each arm. */
export const DEPTH = 50;
/** So many that are near by their signs are compared as they are: the nearest ten are among them. */
const COMPARED = 120;
/** Where there are fewer passages than these, their signs are read one by one. */
const ONE_BY_ONE = 200_000;
/** In percent: the part of the signs that tells how far away the nearest are at most. */
const SAMPLE = 3;

/** A passage that is near a query in meaning. */
export interface Near {
  id: string;
  /** The cosine. */
  similarity: number;
}

/**
 * The passages nearest to a vector, nearest first. They are chosen by their signs, which are small enough
 * to look at very many of them, and put in order by the whole vectors. The signs of what is
 * current are all read where there are fewer than `oneByOne` passages, which misses nothing; among more, and
 * among older versions, a graph finds the way. What is of one project, or must have certain words, the
 * database finds by these or by the graph.
 */
export function findNearest(
  db: Db | Tx,
  filter: PassageFilter,
  { model, vector }: { model: string; vector: Float32Array },
  { oneByOne = ONE_BY_ONE, sample = SAMPLE } = {},
): Prisma.PrismaPromise<Near[]> {
  const byGraph = (condition: Prisma.Sql) => Prisma.sql`
    (SELECT c.id FROM memory_chunks c
     WHERE ${condition} AND ${ofModel(model, vector.length)} AND ${passes(filter)}
     ORDER BY c.signs <~> (SELECT signs FROM asked) LIMIT ${COMPARED}::int)`;
  const ofSigns = signsPass(filter);
  const areFew = Prisma.sql`
    (SELECT greatest(reltuples, 0) < ${oneByOne}::int FROM pg_class
     WHERE oid = 'memory_chunks'::regclass)`;
  const ofSpace = Prisma.sql`c.space = memory_space(${filter.ownerId}::uuid, ${model}, ${vector.length}::int)`;
  const ways = ofSigns
    ? [
        among(Prisma.sql`${areFew} AND ${ofSpace} AND ${ofSigns}`, sample),
        byGraph(Prisma.sql`NOT ${areFew} AND ${CURRENT}`),
      ]
    : [byGraph(CURRENT)];
  if (filter.allVersions) ways.push(byGraph(OLDER));
  return db.$queryRaw<Near[]>`
    WITH asked AS (SELECT ${signsOf(vector)}::bit(2048) AS signs)
    SELECT id, 1 - (c.embedding <=> ${toSql([...vector])}::vector) AS similarity
    FROM (${Prisma.join(ways, " UNION ALL ")}) near_by_signs JOIN memory_chunks c USING (id)
    ORDER BY similarity DESC LIMIT ${DEPTH}::int`;
}

/**
 * The nearest by signs, read one by one. Where as many as are wanted lie within some distance in a part of
 * them, so do at least as many in all: what lies beyond that need not be put in order, which took half the time.
 */
function among(condition: Prisma.Sql, sample: number): Prisma.Sql {
  const distance = Prisma.sql`c.signs <~> (SELECT signs FROM asked)`;
  const most = Prisma.sql`coalesce(
    (SELECT ${distance} FROM memory_signs c TABLESAMPLE SYSTEM (${sample}::real)
     WHERE ${condition} ORDER BY 1 OFFSET ${COMPARED - 1}::int LIMIT 1), ${SIGNS}::int)`;
  return Prisma.sql`
    (SELECT c.id FROM memory_signs c WHERE ${condition} AND ${distance} <= (SELECT ${most})
     ORDER BY ${distance} LIMIT ${COMPARED}::int)`;
}
