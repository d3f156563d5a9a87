import { toSql } from "pgvector";
import type { Db, Tx } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { CURRENT, ofModel, OLDER } from "./embeddings.ts";
import { passes, signsPass, type PassageFilter } from "./filter.ts";
import { hasCurrentGraph } from "./graphs.ts";
import { numberOf } from "./newSigns.ts";
import { bitsOf, SIGNS, signsOf } from "./signs.ts";

/** So many passages at most come from each arm. */
export const DEPTH = 50;
/** So many that are near by their signs are compared as they are: the nearest ten are among them. */
export const COMPARED = 120;
/** In percent: the part of the signs that tells how far away the nearest are at most. */
const SAMPLE = 3;

/** A passage that is near a query in meaning. */
export interface Near {
  id: string;
  /** The cosine. */
  similarity: number;
}

/** What a query is compared by. */
export interface Embedding {
  model: string;
  vector: Float32Array;
}

/**
 * The passages nearest to a vector, nearest first, as the database finds them. They are chosen by their
 * signs, which are small enough to look at very many of them, and put in order by the whole vectors. The
 * signs of what is current are all read, which misses nothing; where there are so many that they have a
 * graph, and among older versions, that finds the way. What is of one project, or must have certain words,
 * the database finds by these or by the graph.
 */
export function findNearest(
  db: Db | Tx,
  filter: PassageFilter,
  embedding: Embedding,
  { sample = SAMPLE } = {},
): Prisma.PrismaPromise<Near[]> {
  const { model, vector } = embedding;
  const of = { ownerId: filter.ownerId, model, dimensions: vector.length };
  const ofSigns = signsPass(filter);
  const hasGraph = hasCurrentGraph(model, vector.length);
  const ofSpace = Prisma.sql`c.space = ${numberOf(of)}`;
  const ways = ofSigns
    ? [
        oneByOne(Prisma.sql`NOT ${hasGraph} AND ${ofSpace} AND ${ofSigns}`, sample),
        inPassages(filter, embedding, Prisma.sql`${hasGraph} AND ${CURRENT}`),
      ]
    : [inPassages(filter, embedding, CURRENT)];
  return db.$queryRaw<Near[]>(compared(filter, embedding, ways));
}

/** Of passages that are near by their signs, nearest first, and of older versions where these are asked for. */
export async function findAmong(
  db: Db,
  filter: PassageFilter,
  embedding: Embedding,
  ids: readonly string[],
): Promise<{ near: Near[]; compared: number }> {
  const { model, vector } = embedding;
  const among = Prisma.sql`
    (SELECT c.id FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS near (id, rank) JOIN memory_chunks c USING (id)
     WHERE ${CURRENT} AND ${ofModel(model, vector.length)} AND ${passes(filter)}
     ORDER BY rank LIMIT ${COMPARED}::int)`;
  const rows = await db.$queryRaw<(Near & { compared: number })[]>(
    compared(filter, embedding, [among]),
  );
  return { near: rows, compared: rows[0]?.compared ?? 0 };
}

/** The passages that are found in these ways, and older ones where they are asked for, by their whole vectors. */
function compared(
  filter: PassageFilter,
  { model, vector }: Embedding,
  ways: readonly Prisma.Sql[],
): Prisma.Sql {
  const all = filter.allVersions ? [...ways, inPassages(filter, { model, vector }, OLDER)] : ways;
  return Prisma.sql`
    WITH asked AS (SELECT ${bitsOf(signsOf(vector))}::bit(2048) AS signs)
    SELECT id, 1 - (c.embedding <=> ${toSql([...vector])}::vector) AS similarity,
      (count(*) FILTER (WHERE is_current) OVER ())::int AS compared
    FROM (${Prisma.join([...all], " UNION ALL ")}) near_by_signs JOIN memory_chunks c USING (id)
    ORDER BY similarity DESC LIMIT ${DEPTH}::int`;
}

/** The nearest by signs among the passages themselves, by a graph or by what the filter says. */
function inPassages(
  filter: PassageFilter,
  { model, vector }: Embedding,
  condition: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    (SELECT c.id FROM memory_chunks c
     WHERE ${condition} AND ${ofModel(model, vector.length)} AND ${passes(filter)}
     ORDER BY c.signs <~> (SELECT signs FROM asked) LIMIT ${COMPARED}::int)`;
}

/**
 * The nearest by signs, read one by one. Where as many as are wanted lie within some distance in a part of
 * them, so do at least as many in all: what lies beyond that need not be put in order, which took half the time.
 */
function oneByOne(condition: Prisma.Sql, sample: number): Prisma.Sql {
  const distance = Prisma.sql`c.signs <~> (SELECT signs FROM asked)`;
  const most = Prisma.sql`coalesce(
    (SELECT ${distance} FROM memory_signs c TABLESAMPLE SYSTEM (${sample}::real)
     WHERE ${condition} ORDER BY 1 OFFSET ${COMPARED - 1}::int LIMIT 1), ${SIGNS}::int)`;
  return Prisma.sql`
    (SELECT c.id FROM memory_signs c WHERE ${condition} AND ${distance} <= (SELECT ${most})
     ORDER BY ${distance} LIMIT ${COMPARED}::int)`;
}
