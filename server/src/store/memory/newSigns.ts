import type { Db } from "../db.ts";
import { Prisma } from "../generated/client.ts";

/** Whose signs, and of which vectors. */
export interface SpaceOf {
  ownerId: string;
  model: string;
  dimensions: number;
}

/** A place in the order in which signs were written: by transaction, and by passage within one. */
export interface Written {
  by: bigint;
  id: string;
}

/** What was written after a place, as far as one answer goes. */
export interface NewSigns {
  ids: string[];
  /** Those of the passages, one after the other. */
  signs: Uint8Array;
  /** The last of them; null: nothing was written. */
  last: Written | null;
  /** Whatever was written by earlier transactions, this answer has seen. */
  unseenFrom: bigint;
  /** Of the passages that were asked about, those that have no signs in the space any more. */
  gone: string[];
}

/** So many passages at most in one answer. */
export const MOST_NEW = 1000;

export const numberOf = ({ ownerId, model, dimensions }: SpaceOf): Prisma.Sql =>
  Prisma.sql`memory_space(${ownerId}::uuid, ${model}, ${dimensions}::int)`;

/**
 * The signs that were written after a place, and which of these passages are gone.
 *
 * A transaction may be done before one that began earlier, so nobody can go on from the last that was
 * seen: only before the oldest that was still under way has everything been. `isFirst: false` looks at the
 * transactions of this database alone: one that was restored has rows of others, with higher numbers.
 */
export async function readNewSigns(
  db: Db,
  of: SpaceOf,
  after: Written,
  { isFirst, askedAbout }: { isFirst: boolean; askedAbout: readonly string[] },
): Promise<NewSigns> {
  const now = Prisma.sql`pg_current_snapshot()`;
  const isKnown = isFirst
    ? Prisma.sql`TRUE`
    : Prisma.sql`written_by < pg_snapshot_xmax(${now})::text::bigint`;
  // Worked out once: it costs more than a row.
  const space = Prisma.sql`(SELECT ${numberOf(of)})`;
  const [row] = await db.$queryRaw<(Omit<NewSigns, "last"> & { lastBy: bigint | null })[]>`
    WITH new AS MATERIALIZED (
      SELECT id, signs, written_by FROM memory_signs
      WHERE space = ${space} AND ${isKnown}
        AND (written_by, id) > (${after.by}::bigint, ${after.id}::uuid)
      ORDER BY written_by, id LIMIT ${MOST_NEW}::int)
    SELECT coalesce(array_agg(id::text ORDER BY written_by, id), '{}') AS ids,
      coalesce(string_agg(substring(bit_send(signs) FROM 5), '' ORDER BY written_by, id), '') AS signs,
      max(written_by) AS "lastBy",
      pg_snapshot_xmin(${now})::text::bigint AS "unseenFrom",
      ARRAY(
        SELECT asked.id::text FROM unnest(${askedAbout}::uuid[]) AS asked (id)
        WHERE NOT EXISTS (
          SELECT FROM memory_signs s WHERE s.id = asked.id AND s.space = ${space})) AS gone
    FROM new`;
  if (!row) throw new Error("The database did not answer.");
  const { lastBy, ...rest } = row;
  const lastId = row.ids.at(-1);
  const last = lastBy === null || lastId === undefined ? null : { by: lastBy, id: lastId };
  return { ...rest, last };
}
