import { toSql } from "pgvector";
import type { Db, Tx } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { bitsOf, signsOf } from "./signs.ts";

/** A passage that has no embedding of the model yet. */
export interface Unembedded {
  id: string;
  title: string;
  heading: string;
  content: string;
}

/** The rows of a model. In literals: an index over a part of the rows needs them. */
export function ofModel(model: string, dimensions: number): Prisma.Sql {
  return Prisma.raw(`model = '${model.replaceAll("'", "''")}' AND dimensions = ${dimensions}`);
}

export const CURRENT = Prisma.sql`is_current`;
export const OLDER = Prisma.sql`NOT is_current`;

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
  db: Db | Tx,
  model: string,
  vectors: readonly { id: string; vector: Float32Array }[],
): Promise<void> {
  const rows = JSON.stringify(
    vectors.map(({ id, vector }) => ({
      ...{ id, vector: toSql([...vector]), size: vector.length, signs: bitsOf(signsOf(vector)) },
    })),
  );
  await db.$executeRaw`
    UPDATE memory_chunks c
    SET embedding = r.vector::vector, dimensions = r.size, signs = r.signs::bit(2048),
      model = ${model}, retry_at = NULL
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (id uuid, vector text, size int, signs text)
    WHERE c.id = r.id`;
}

/** Embedding it failed: something else first. */
export async function postponeEmbedding(db: Db, id: string, waitMs: number): Promise<void> {
  await db.memoryChunk.updateMany({
    where: { id },
    data: { retryAt: new Date(Date.now() + waitMs) },
  });
}
