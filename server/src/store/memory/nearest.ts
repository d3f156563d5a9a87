import { toSql } from "pgvector";
import type { Db, Tx } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { CURRENT, ofModel, OLDER } from "./embeddings.ts";
import { passes, signsPass, type PassageFilter } from "./filter.ts";
import { hasCurrentGraph } from "./graphs.ts";
import { SIGNS, signsOf } from "./signs.ts";

/** So many passages at most come from each arm. */
export const DEPTH = 50;
/** So many that are near by their signs are compared as they are: the nearest ten are among them. */
const COMPARED = 120;
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
 * current are all read, which misses nothing; where there are so many that they have a graph, and among older
 * versions, that finds the way. What is of one project, or must have certain words, the database finds by
 * these or by the graph.
 */
export function findNearest(
  db: Db | Tx,
  filter: PassageFilter,
  { model, vector }: { model: string; vector: Float32Array },
  { sample = SAMPLE } = {},
): Prisma.PrismaPromise<Near[]> {
  const dimensions = vector.length;
  const inPassages = (condition: Prisma.Sql) => Prisma.sql`
    (SELECT c.id FROM memory_chunks c
     WHERE ${condition} AND ${ofModel(model, dimensions)} AND ${passes(filter)}
     ORDER BY c.signs <~> (SELECT signs FROM asked) LIMIT ${COMPARED}::int)`;
  const ofSigns = signsPass(filter);
  const hasGraph = hasCurrentGraph(model, dimensions);
  const ofSpace = Prisma.sql`c.space = memory_space(${filter.ownerId}::uuid, ${model}, ${dimensions}::int)`;
  const ways = ofSigns
    ? [
        oneByOne(Prisma.sql`NOT ${hasGraph} AND ${ofSpace} AND ${ofSigns}`, sample),
        inPassages(Prisma.sql`${hasGraph} AND ${CURRENT}`),
      ]
    : [inPassages(CURRENT)];
  if (filter.allVersions) ways.push(inPassages(OLDER));
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
function oneByOne(condition: Prisma.Sql, sample: number): Prisma.Sql {
  const distance = Prisma.sql`c.signs <~> (SELECT signs FROM asked)`;
  const most = Prisma.sql`coalesce(
    (SELECT ${distance} FROM memory_signs c TABLESAMPLE SYSTEM (${sample}::real)
     WHERE ${condition} ORDER BY 1 OFFSET ${COMPARED - 1}::int LIMIT 1), ${SIGNS}::int)`;
  return Prisma.sql`
    (SELECT c.id FROM memory_signs c WHERE ${condition} AND ${distance} <= (SELECT ${most})
     ORDER BY ${distance} LIMIT ${COMPARED}::int)`;
}
