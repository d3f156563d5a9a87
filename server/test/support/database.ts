import { createHash, randomUUID } from "node:crypto";
import { cp, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { Db } from "../../src/store/db.ts";
import type { Connections } from "../../src/store/connections.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrator.ts";
import { migrationsFolder, readMigrations } from "../../src/store/migrations.ts";
import { openServer } from "../../src/store/server.ts";
import { openStore, type Store } from "../../src/store/open.ts";
import { createLog } from "../../src/lib/log.ts";

export interface TestDatabase {
  db: Db;
  store: Store;
  /** Where to open the same database again: what `openStore` takes. */
  address: { databaseUrl: string | null; dataDir: string };
  /** Closes the store and opens it again, as a restart does; `db` and `store` are new ones then. */
  reopen(): Promise<void>;
  /** Closes it and removes it. */
  close(): Promise<void>;
}

const log = createLog("silent");
const cache = fileURLToPath(new URL("../../../.cache", import.meta.url));

/** The server to test on, from TEST_DATABASE_URL; null: the embedded database. */
export const testServer = process.env.TEST_DATABASE_URL || null;

/**
 * A fresh, migrated database: on the server that TEST_DATABASE_URL names, else an embedded one in a
 * folder of its own.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { address, remove } = await prepareTestDatabase();
  const store = await openStore({ ...address, log });
  const database: TestDatabase = {
    db: store.db,
    store,
    address,
    async reopen() {
      await database.store.close();
      database.store = await openStore({ ...address, log });
      database.db = database.store.db;
    },
    async close() {
      await database.store.close();
      await remove();
    },
  };
  return database;
}

/** The pool to a fresh database, and no Prisma client; `migrated: false`: without any table. */
export async function openTestPool({ migrated }: { migrated: boolean }): Promise<Connections> {
  const { address, remove } = await prepareTestDatabase();
  const connections =
    address.databaseUrl === null
      ? await openEmbedded(address.dataDir, log)
      : await openServer(address.databaseUrl, log);
  if (migrated) await migrate(connections.pool, await readMigrations(migrationsFolder), log);
  else await connections.pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  return {
    pool: connections.pool,
    async close() {
      await connections.close();
      await remove();
    },
  };
}

/** An empty folder, to be removed by the caller. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "voiceplan-test-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Where a fresh database is that nobody has opened. */
export interface PreparedDatabase {
  address: TestDatabase["address"];
  remove: () => Promise<void>;
}

/**
 * A fresh database: an empty one on the server (the one that TEST_DATABASE_URL names), or a migrated
 * embedded one in a folder of its own.
 */
export async function prepareTestDatabase(server = testServer): Promise<PreparedDatabase> {
  const folder = await temporaryFolder();
  if (server === null) {
    await cp(await template(), folder.path, { recursive: true });
    return { address: { databaseUrl: null, dataDir: folder.path }, remove: folder.remove };
  }
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    address: { databaseUrl: url.href, dataDir: folder.path },
    async remove() {
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
      await folder.remove();
    },
  };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A migrated embedded database, made once for each set of migrations: making one takes seconds. */
async function template(): Promise<string> {
  const migrations = await readMigrations(migrationsFolder);
  const key = createHash("sha256");
  for (const { name, checksum } of migrations) key.update(`${name} ${checksum}\n`);
  key.update(import.meta.resolve("@electric-sql/pglite"));
  const path = join(cache, `test-database-${key.digest("hex").slice(0, 16)}`);
  if (await exists(path)) return path;

  const draft = `${path}.${randomUUID()}`;
  await mkdir(draft, { recursive: true });
  const store = await openStore({ databaseUrl: null, dataDir: draft, log });
  await store.close();
  try {
    await mkdir(dirname(path), { recursive: true });
    await rename(draft, path);
  } catch (error) {
    // Another test made the same at the same time.
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(path))) throw error;
  }
  return path;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
