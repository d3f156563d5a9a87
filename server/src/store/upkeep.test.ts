import { afterAll, beforeAll, expect } from "vitest";
import { openTestPool, prepareTestDatabase } from "../../test/support/database.ts";
import { onEmbedded, onServer } from "../../test/support/onDatabase.ts";
import { createLog } from "../lib/log.ts";
import type { Connections } from "./connections.ts";
import { openEmbedded } from "./embedded.ts";
import { upkeep } from "./upkeep.ts";

let connections: Connections;
beforeAll(async () => {
  connections = await openTestPool({ migrated: true });
});
afterAll(() => connections.close());

async function number(sql: string, { pool } = connections): Promise<number> {
  const { rows } = await pool.query<{ n: string }>(`SELECT (${sql})::text AS n`);
  return Number(rows[0]?.n);
}

const countedIn = (table: string): string =>
  `SELECT reltuples::int FROM pg_class WHERE oid = '${table}'::regclass`;

onEmbedded("deleted rows give their room back, and the log begins anew", async () => {
  const { pool } = connections;
  // Counters of what a session did reach the statistics when it asks for them to.
  const settle = () => pool.query("SELECT pg_stat_force_next_flush()");
  await pool.query(`INSERT INTO users SELECT gen_random_uuid(), repeat('x', 900)
    FROM generate_series(1, 25000)`);
  await pool.query("DELETE FROM users WHERE name LIKE 'xxx%'");
  await settle();
  const logged = `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)
    FROM pg_control_checkpoint()`;
  expect(await number("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'users'")).toBe(
    25_000,
  );
  expect(await number(logged)).toBeGreaterThan(16_000_000);
  const size = await number("SELECT pg_relation_size('users')");

  await upkeep(pool);

  expect(await number(logged)).toBeLessThan(16_000_000);
  expect(await number("SELECT pg_relation_size('users')")).toBeLessThan(size / 10);
  await settle();
  expect(await number("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'users'")).toBe(
    0,
  );
});

onEmbedded(
  "a table that has grown is counted, so that it is not taken for an empty one",
  async () => {
    const { pool } = connections;
    const counted = countedIn("projects");
    expect(await number(counted)).toBeLessThanOrEqual(0);
    await pool.query(`INSERT INTO projects (id, owner_id, name, updated_at)
    SELECT gen_random_uuid(), id, 'x', now() FROM users, generate_series(1, 400) LIMIT 400`);
    await pool.query("SELECT pg_stat_force_next_flush()");

    await upkeep(pool);

    expect(await number(counted)).toBe(400);
  },
);

onEmbedded("a table that had grown when the process ended is counted by the next one", async () => {
  const { address, remove } = await prepareTestDatabase(null);
  const filled = await openEmbedded(address.dataDir, createLog("silent"));
  await filled.pool.query(`INSERT INTO users SELECT gen_random_uuid(), 'x'
    FROM generate_series(1, 5000)`);
  await filled.close();

  const next = await openEmbedded(address.dataDir, createLog("silent"));
  await upkeep(next.pool);

  expect(await number(countedIn("users"), next)).toBe(5001);
  await next.close();
  await remove();
});

onServer("a server that does this by itself takes no harm", async () => {
  await upkeep(connections.pool);
  expect(await number("SELECT count(*) FROM users")).toBe(1);
});
