import { randomUUID } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import type { Log } from "../lib/log.ts";
import type { Migration } from "./migrations.ts";
import { reason, StoreError } from "./storeError.ts";

/** The number that Prisma locks while it migrates; the same one keeps it and us apart. */
const MIGRATION_LOCK = 72707369;

const HISTORY_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

const History = z.array(
  z.object({ name: z.string(), checksum: z.string(), finished: z.boolean() }),
);
type History = z.infer<typeof History>;

/**
 * Brings the database up to the migrations and records them as Prisma does. Each runs in a transaction
 * of its own; two servers that start at once take turns. Resolves with how many are applied in all.
 * Throws a StoreError, before anything is changed, when the database does not fit the migrations.
 */
export async function migrate(
  pool: Pool,
  migrations: readonly Migration[],
  log: Log,
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    try {
      await client.query(HISTORY_TABLE);
      const history = await readHistory(client);
      check(history, migrations);
      const applied = new Set(history.map(({ name }) => name));
      for (const migration of migrations) {
        if (applied.has(migration.name)) continue;
        await apply(client, migration);
        log.info({ migration: migration.name }, "Migrated the database");
      }
    } finally {
      await client.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    }
  } finally {
    client.release();
  }
  return migrations.length;
}

async function readHistory(client: PoolClient): Promise<History> {
  const { rows } = await client.query(`
    SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
    FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`);
  return History.parse(rows);
}

function check(history: History, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, finished } of history) {
    const migration = known.get(name);
    if (!finished) {
      throw new StoreError(
        `The migration ${name} failed before and is half applied. Mend the database, then mark it with "prisma migrate resolve".`,
      );
    }
    if (!migration) {
      throw new StoreError(
        `The database has the migration ${name}, which this version does not know. Start a newer version.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new StoreError(
        `The migration ${name} was changed after it had been applied. Restore its file, and make the change in a new migration.`,
      );
    }
  }
}

async function apply(client: PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  try {
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at)
       VALUES ($1, $2, $3, clock_timestamp())`,
      [id, checksum, name],
    );
    await client.query(sql);
    await client.query(
      `UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1
       WHERE id = $1`,
      [id],
    );
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK");
    throw new StoreError(`The migration ${name} failed: ${reason(cause)}.`, { cause });
  }
}
