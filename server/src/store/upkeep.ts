import type { Pool } from "pg";
import { z } from "zod";
import type { Log } from "../lib/log.ts";

const EVERY_MS = 60_000;
const CHECKPOINT_BYTES = 16_000_000;
/** Postgres's own rule for when a table is worth it: so many rows dead or changed, and this share of the live. */
const LEAST_ROWS = 50;
const VACUUM_SHARE = 0.2;
const ANALYZE_SHARE = 0.1;
/** A table that is so much larger than when it was last counted has changed, too. */
const LEAST_PAGES = 4;

const Written = z.tuple([z.object({ bytes: z.coerce.number() })]);
const Tables = z.array(z.object({ name: z.string(), isFull: z.boolean() }));

/**
 * Does once what the background processes of a Postgres server do and the embedded one lacks: without
 * checkpoints its log grows for as long as it runs, without vacuum its tables keep what was deleted, and
 * without statistics it takes a table that has grown for an empty one. The counters of rows are forgotten
 * when the process ends; how large a table was when it was counted is not.
 */
export async function upkeep(pool: Pool): Promise<void> {
  const tables = await pool.query(
    `SELECT * FROM (
       SELECT relid::regclass::text AS name,
         n_dead_tup > $1::float8 + $2::float8 * n_live_tup AS "isFull",
         n_mod_since_analyze > $1::float8 + $3::float8 * n_live_tup AS is_changed,
         pg_relation_size(relid) / current_setting('block_size')::int
           > $4::float8 + (1 + $3::float8) * relpages AS is_grown
       FROM pg_stat_user_tables JOIN pg_class c ON c.oid = relid WHERE schemaname = 'public') tables
     WHERE "isFull" OR is_changed OR is_grown`,
    [LEAST_ROWS, VACUUM_SHARE, ANALYZE_SHARE, LEAST_PAGES],
  );
  for (const { name, isFull } of Tables.parse(tables.rows))
    await pool.query(`${isFull ? "VACUUM (ANALYZE)" : "ANALYZE"} ${name}`);

  const written = await pool.query(
    `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) AS bytes
     FROM pg_control_checkpoint()`,
  );
  const [{ bytes }] = Written.parse(written.rows);
  if (bytes > CHECKPOINT_BYTES) await pool.query("CHECKPOINT");
}

/** Keeps the database up every minute until the function that it returns is called. */
export function startUpkeep(pool: Pool, log: Log): () => void {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    upkeep(pool)
      .catch((error: unknown) => log.warn({ err: error }, "The upkeep of the database failed"))
      .finally(() => {
        running = false;
      });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
