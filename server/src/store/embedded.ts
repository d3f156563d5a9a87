import { access, constants, readdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import pg from "pg";
import type { Log } from "../lib/log.ts";
import { prepareSession, type Connections } from "./connections.ts";
import { takeLock } from "./lockFile.ts";
import { makeFolder } from "./makeFolder.ts";
import { Pglite } from "./pglite.ts";
import { PgliteStream } from "./pgliteStream.ts";
import { codeOf, reason, StoreError } from "./storeError.ts";
import { startUpkeep } from "./upkeep.ts";

/**
 * Opens the database in `dataDir`/pg, making it where there is none. One process at a time: a second
 * one is refused with the pid of the first. Throws a StoreError.
 */
export async function openEmbedded(dataDir: string, log: Log): Promise<Connections> {
  const root = resolve(dataDir);
  const lock = await writable(root, async () => {
    await makeFolder(root);
    await access(root, constants.W_OK);
    return takeLock(join(root, "pg.lock"));
  });
  try {
    const folder = join(root, "pg");
    await writable(root, () => initialise(folder, log));
    const database = await openPglite(folder);
    const pool = new pg.Pool({
      stream: () => new PgliteStream(database),
      // One session, so whoever comes while a transaction is open waits for its end.
      max: 1,
      idleTimeoutMillis: 0,
      verify: prepareSession,
    });
    pool.on("error", (error) => log.error({ err: error }, "The embedded database has failed"));
    const stopUpkeep = startUpkeep(pool, log);
    return {
      pool,
      async close() {
        stopUpkeep();
        await pool.end();
        await database.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** A database appears in its place only when it is complete: a crash before that leaves nothing behind. */
async function initialise(folder: string, log: Log): Promise<void> {
  const entries = await list(folder);
  if (entries.includes("PG_VERSION")) return;
  if (entries.length > 0) {
    throw new StoreError(`${folder} holds something that is no database. Move it away.`);
  }
  log.info({ folder }, "Making the database; this takes some seconds, once");
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  const database = await openPglite(draft);
  await database.close();
  await rename(draft, folder);
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

async function openPglite(folder: string): Promise<Pglite> {
  try {
    return await Pglite.open(folder);
  } catch (cause) {
    throw new StoreError(`The database in ${folder} cannot be opened: ${reason(cause)}`, { cause });
  }
}

async function writable<T>(root: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = codeOf(cause);
    if (cause instanceof StoreError || code === null) throw cause;
    throw new StoreError(
      `DATA_DIR cannot be "${root}": it cannot be written to (${code}). Choose a folder of your own.`,
      { cause },
    );
  }
}
