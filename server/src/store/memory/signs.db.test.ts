import { toSql } from "pgvector";
import type { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestPool } from "../../../test/support/database.ts";
import { createLog } from "../../lib/log.ts";
import type { Connections } from "../connections.ts";
import { migrationsFolder, readMigrations } from "../migrations.ts";
import { migrate } from "../migrator.ts";

const MIGRATION = "20261125210000_signs";
const log = createLog("silent");
let connections: Connections;
let pool: Pool;

beforeAll(async () => {
  connections = await openTestPool({ migrated: false });
  pool = connections.pool;
});
afterAll(() => connections.close());

async function rowsOf(sql: string): Promise<unknown[]> {
  return (await pool.query<Record<string, unknown>>(sql)).rows;
}

test("what was embedded before vectors had signs waits to be embedded once more", async () => {
  const migrations = await readMigrations(migrationsFolder);
  const at = migrations.findIndex(({ name }) => name === MIGRATION);
  await migrate(pool, migrations.slice(0, at), log);
  await pool.query(
    `INSERT INTO memory_chunks (owner_id, source_kind, source_id, place, title, heading, content,
       hash, terms, model, dimensions, embedding, at)
     SELECT id, 'project', gen_random_uuid(), 0, '', '', 'Pay by card.', 'hash', 'card', 'old', 3,
       $1::vector, now() FROM users`,
    [toSql([1, 2, 3])],
  );
  await pool.query(`CREATE INDEX memory_chunks_old_idx ON memory_chunks
    USING hnsw ((embedding::vector(3)) vector_cosine_ops) WHERE model = 'old' AND dimensions = 3`);

  await migrate(pool, migrations, log);

  expect(
    await rowsOf("SELECT content, model, dimensions, embedding, signs FROM memory_chunks"),
  ).toEqual([
    { content: "Pay by card.", model: null, dimensions: null, embedding: null, signs: null },
  ]);
  expect(
    await rowsOf("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%'"),
  ).toEqual([]);
});
