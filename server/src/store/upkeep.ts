import type { Pool } from "pg";
import { z } from "zod";
import type { Log } from "../lib/log.ts";

const EVERY_MS = 60_000;
const CHECKPOINT_BYTES = 16_000_000;
/** Postgres's own rule for when a table is worth it: so many dead rows, and this share of the live. */
const VACUUM_ROWS = 50;
const VACUUM_SHARE = 0.2;

const Written = z.tuple([z.object({ bytes: z.coerce.number() })]);
const Tables = z.array(z.object({ name: z.string() }));

/**
 * Does once what the background processes of a Postgres server do and the embedded one lacks: without
 * checkpoints its log grows for as long as it runs, without vacuum its tables keep what was deleted.
 */
export async function upkeep(pool: Pool): Promise<void> {
  const tables = await pool.query(
    `SELECT quote_ident(relname) AS name FROM pg_stat_user_tables
     WHERE schemaname = 'public' AND n_dead_tup > $1::float8 + $2::float8 * n_live_tup`,
    [VACUUM_ROWS, VACUUM_SHARE],
  );
  for (const { name } of Tables.parse(tables.rows)) await pool.query(`VACUUM (ANALYZE) ${name}`);

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
