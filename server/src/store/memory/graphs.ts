import { createHash } from "node:crypto";
import type { Db } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { CURRENT, ofModel, OLDER } from "./embeddings.ts";

/** How many neighbours a passage has in a graph, and of how many they are chosen. */
interface Shape {
  neighbours: number;
  chosenOf: number;
}

const OF_CURRENT: Shape = { neighbours: 64, chosenOf: 200 };
const OF_OLDER: Shape = { neighbours: 32, chosenOf: 100 };

/** The indexes that are being made just now. */
const MAKING = Prisma.sql`pg_stat_progress_create_index`;

const digest = (model: string, dimensions: number): string =>
  createHash("sha256").update(`${model} ${dimensions}`).digest("hex").slice(0, 12);

const graphOfCurrent = (model: string, dimensions: number): string =>
  `memory_chunks_of_${digest(model, dimensions)}_idx`;

/**
 * Makes the graph of a model's older passages, before the first of them is there: then it costs nothing.
 * Those who do not ask for older versions do not look at them.
 */
export async function ensureOlderGraph(db: Db, model: string, dimensions: number): Promise<void> {
  const name = Prisma.raw(`memory_chunks_of_${digest(model, dimensions)}_older_idx`);
  await db.$executeRaw`
    CREATE INDEX IF NOT EXISTS ${name} ${definition(model, dimensions, OLDER, OF_OLDER)}`;
}

/**
 * Makes the graph of a model's current passages, where there are at least so many passages and it is not
 * there yet; takes minutes, during which searching and writing go on.
 */
export async function ensureCurrentGraph(db: Db, model: string, from: number): Promise<void> {
  const dimensions = await dimensionsOf(db, model);
  if (dimensions === null) return;
  const index = graphOfCurrent(model, dimensions);
  const [state] = await db.$queryRaw<{ isWanted: boolean; isBroken: boolean }[]>`
    SELECT reltuples >= ${from}::float8 AND NOT ${hasCurrentGraph(model, dimensions)}
        AND NOT EXISTS (SELECT FROM ${MAKING} WHERE index_relid = to_regclass(${index})) AS "isWanted",
      to_regclass(${index}) IS NOT NULL AS "isBroken"
    FROM pg_class WHERE oid = 'memory_chunks'::regclass`;
  if (!state?.isWanted) return;
  const name = Prisma.raw(index);
  // What an interrupted process has left is kept up to date by whoever writes, and never asked.
  if (state.isBroken) await db.$executeRaw`DROP INDEX CONCURRENTLY IF EXISTS ${name}`;
  await db.$executeRaw`
    CREATE INDEX CONCURRENTLY IF NOT EXISTS ${name} ${definition(model, dimensions, CURRENT, OF_CURRENT)}`;
}

/** What is current is read one by one again. */
export async function dropCurrentGraph(db: Db, model: string): Promise<void> {
  const dimensions = await dimensionsOf(db, model);
  if (dimensions === null) return;
  await db.$executeRaw`DROP INDEX IF EXISTS ${Prisma.raw(graphOfCurrent(model, dimensions))}`;
}

/** Interrupts whoever makes a graph; the next who wants it begins anew. */
export async function interruptGraphs(db: Db): Promise<void> {
  await db.$queryRaw`SELECT pg_cancel_backend(pid) FROM ${MAKING} WHERE relid = 'memory_chunks'::regclass`;
}

/** Null: nothing has an embedding of the model. */
async function dimensionsOf(db: Db, model: string): Promise<number | null> {
  const one = await db.memoryChunk.findFirst({
    where: { model, dimensions: { not: null } },
    select: { dimensions: true },
  });
  return one?.dimensions ?? null;
}

/** The condition that a graph of the model's current passages is there, whole. */
export function hasCurrentGraph(model: string, dimensions: number): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM pg_index
    WHERE indexrelid = to_regclass(${graphOfCurrent(model, dimensions)}) AND indisvalid)`;
}

function definition(
  model: string,
  dimensions: number,
  part: Prisma.Sql,
  { neighbours, chosenOf }: Shape,
): Prisma.Sql {
  const shape = Prisma.raw(`m = ${neighbours}, ef_construction = ${chosenOf}`);
  return Prisma.sql`ON memory_chunks USING hnsw (signs bit_hamming_ops) WITH (${shape})
    WHERE ${ofModel(model, dimensions)} AND ${part}`;
}
