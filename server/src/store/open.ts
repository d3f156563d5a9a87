import type { Log } from "../lib/log.ts";
import type { Db } from "./db.ts";
import { openEmbedded } from "./embedded.ts";
import { PrismaClient } from "./generated/client.ts";
import { migrate } from "./migrator.ts";
import { migrationsFolder, readMigrations } from "./migrations.ts";
import { prismaAdapter } from "./prismaAdapter.ts";
import { openServer } from "./server.ts";

export interface StoreOptions {
  /** A Postgres server; null for the embedded database in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  log: Log;
}

export interface Store {
  readonly db: Db;
  readonly kind: "embedded" | "server";
  /** How many migrations are applied. */
  readonly migrations: number;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** Rolls open transactions back, writes everything down and gives it free. Again: the same. */
  close(): Promise<void>;
}

/** With one connection a transaction may have to wait for many others. */
const TRANSACTION_WAIT_MS = 10_000;
const TRANSACTION_LIMIT_MS = 20_000;

/**
 * Opens the database, locks it where it is embedded, and migrates it. Throws a StoreError, whose
 * message is one line for the person, when that cannot be done.
 */
export async function openStore({ databaseUrl, dataDir, log }: StoreOptions): Promise<Store> {
  const connections =
    databaseUrl === null ? await openEmbedded(dataDir, log) : await openServer(databaseUrl, log);
  try {
    const migrations = await migrate(connections.pool, await readMigrations(migrationsFolder), log);
    const db = new PrismaClient({
      adapter: prismaAdapter(connections.pool),
      // The longer forms quote what was to be written, and that is what people said.
      errorFormat: "minimal",
      transactionOptions: { maxWait: TRANSACTION_WAIT_MS, timeout: TRANSACTION_LIMIT_MS },
    });
    let closing: Promise<void> | null = null;
    return {
      db,
      kind: databaseUrl === null ? "embedded" : "server",
      migrations,
      async ping() {
        await db.$queryRaw`SELECT 1`;
      },
      close() {
        closing ??= db.$disconnect().then(() => connections.close());
        return closing;
      },
    };
  } catch (error) {
    await connections.close();
    throw error;
  }
}
