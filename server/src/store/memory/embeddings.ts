import { createHash } from "node:crypto";
import { toSql } from "pgvector";
import type { Db } from "../db.ts";
import { Prisma } from "../generated/client.ts";

/** A passage that has no embedding of the model yet. */
export interface Unembedded {
  id: string;
  title: string;
  heading: string;
  content: string;
}

/** Above this an index takes half precision only, and above that none. */
const FULL_PRECISION = 2000;
const HALF_PRECISION = 4000;

/** What the rows of a model are compared as. Literals: an index over a part of the rows needs them. */
export function vectorOf(model: string, dimensions: number) {
  const type = dimensions <= FULL_PRECISION ? "vector" : "halfvec";
  return {
    isOfModel: Prisma.raw(
      `model = '${model.replaceAll("'", "''")}' AND dimensions = ${dimensions}`,
    ),
    embedding: Prisma.raw(`(embedding::${type}(${dimensions}))`),
    type: Prisma.raw(`${type}(${dimensions})`),
  };
}

/** Makes the index of a model, before its first row is there: then it costs nothing. */
export async function ensureIndex(db: Db, model: string, dimensions: number): Promise<void> {
  if (dimensions > HALF_PRECISION) return;
  const digest = createHash("sha256").update(`${model} ${dimensions}`).digest("hex").slice(0, 12);
  const type = dimensions <= FULL_PRECISION ? "vector" : "halfvec";
  const { isOfModel, embedding } = vectorOf(model, dimensions);
  const name = Prisma.raw(`memory_chunks_of_${digest}_idx`);
  const operators = Prisma.raw(`${type}_cosine_ops`);
  await db.$executeRaw`
    CREATE INDEX IF NOT EXISTS ${name} ON memory_chunks
    USING hnsw (${embedding} ${operators}) WHERE ${isOfModel}`;
}

/** Passages of another model or of none, those that have not failed first. */
export function findUnembedded(db: Db, model: string, most: number): Promise<Unembedded[]> {
  return db.$queryRaw<Unembedded[]>`
    (SELECT id, title, heading, content FROM memory_chunks
     WHERE model IS NULL AND (retry_at IS NULL OR retry_at <= now()) LIMIT ${most}::int)
    UNION ALL
    (SELECT id, title, heading, content FROM memory_chunks
     WHERE model < ${model} AND (retry_at IS NULL OR retry_at <= now()) LIMIT ${most}::int)
    UNION ALL
    (SELECT id, title, heading, content FROM memory_chunks
     WHERE model > ${model} AND (retry_at IS NULL OR retry_at <= now()) LIMIT ${most}::int)
    LIMIT ${most}::int`;
}

export async function writeEmbeddings(
  db: Db,
  model: string,
  vectors: readonly { id: string; vector: Float32Array }[],
): Promise<void> {
  const rows = JSON.stringify(
    vectors.map(({ id, vector }) => ({ id, vector: toSql([...vector]), size: vector.length })),
  );
  await db.$executeRaw`
    UPDATE memory_chunks c
    SET embedding = r.vector::vector, dimensions = r.size, model = ${model}, retry_at = NULL
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (id uuid, vector text, size int)
    WHERE c.id = r.id`;
}

/** Embedding it failed: something else first. */
export async function postponeEmbedding(db: Db, id: string, waitMs: number): Promise<void> {
  await db.memoryChunk.updateMany({
    where: { id },
    data: { retryAt: new Date(Date.now() + waitMs) },
  });
}
