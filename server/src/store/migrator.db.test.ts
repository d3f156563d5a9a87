import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestPool } from "../../test/support/database.ts";
import { onServer } from "../../test/support/onDatabase.ts";
import { createLog } from "../lib/log.ts";
import type { Connections } from "./connections.ts";
import type { Migration } from "./migrations.ts";
import { migrate } from "./migrator.ts";
import { StoreError } from "./storeError.ts";

const log = createLog("silent");
let connections: Connections;
let pool: Pool;

beforeEach(async () => {
  connections = await openTestPool({ migrated: false });
  pool = connections.pool;
});
afterEach(() => connections.close());

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}
const first = migration("1_first", "CREATE TABLE a (id INT); INSERT INTO a VALUES (1), (2);");
const second = migration("2_second", "ALTER TABLE a ADD COLUMN b TEXT; INSERT INTO a VALUES (3);");

async function rowsOf(sql: string): Promise<unknown[]> {
  const { rows } = await pool.query<Record<string, unknown>>(sql);
  return rows;
}

test("migrations are applied in order, once, and recorded as Prisma records them", async () => {
  expect(await migrate(pool, [first], log)).toBe(1);
  expect(await migrate(pool, [first, second], log)).toBe(2);
  expect(await migrate(pool, [first, second], log)).toBe(2);

  expect(await rowsOf("SELECT id, b FROM a ORDER BY id")).toHaveLength(3);
  expect(
    await rowsOf(`
      SELECT length(id) AS id, migration_name, checksum, applied_steps_count, logs, rolled_back_at,
        finished_at >= started_at AS in_order
      FROM _prisma_migrations ORDER BY started_at`),
  ).toEqual(
    [first, second].map(({ name, checksum }) => ({
      id: 36,
      migration_name: name,
      checksum,
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
      in_order: true,
    })),
  );
});

test("a migration that fails leaves nothing behind and is tried again", async () => {
  const broken = migration("2_broken", "CREATE TABLE b (id INT); SELECT no_such_thing;");
  const failing = migrate(pool, [first, broken], log);
  await expect(failing).rejects.toThrow(StoreError);
  await expect(failing).rejects.toThrow(
    'The migration 2_broken failed: column "no_such_thing" does not exist.',
  );
  expect(await rowsOf("SELECT to_regclass('b') AS b")).toEqual([{ b: null }]);
  expect(await migrate(pool, [first, second], log)).toBe(2);
});

describe("a database that does not fit the migrations is refused before anything is changed", () => {
  beforeEach(() => migrate(pool, [first], log));

  async function refuses(migrations: Migration[], message: RegExp) {
    const refused = migrate(pool, migrations, log);
    await expect(refused).rejects.toThrow(StoreError);
    await expect(refused).rejects.toThrow(message);
    expect(await rowsOf("SELECT migration_name FROM _prisma_migrations")).toHaveLength(1);
  }

  test("when an applied migration was changed", async () => {
    await refuses([migration("1_first", "SELECT 1"), second], /^The migration 1_first was changed/);
  });

  test("when an applied migration is missing", async () => {
    await refuses([second], /^The database has the migration 1_first, which this version does not/);
  });

  test("when a migration of Prisma's failed half way", async () => {
    await pool.query("UPDATE _prisma_migrations SET finished_at = NULL");
    await refuses([first, second], /^The migration 1_first failed before/);
  });

  test("but not because of one that was rolled back", async () => {
    await pool.query("UPDATE _prisma_migrations SET rolled_back_at = now(), checksum = 'other'");
    await pool.query("DROP TABLE a");
    expect(await migrate(pool, [first], log)).toBe(1);
    expect(await rowsOf("SELECT * FROM a")).toHaveLength(2);
  });
});

onServer("servers that start together take turns", async () => {
  const slow = migration("1_slow", "CREATE TABLE a (id INT); SELECT pg_sleep(0.3);");
  const counts = await Promise.all([1, 2, 3].map(() => migrate(pool, [slow, second], log)));
  expect(counts).toEqual([2, 2, 2]);
  expect(await rowsOf("SELECT migration_name FROM _prisma_migrations")).toHaveLength(2);
});
