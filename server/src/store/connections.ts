import type { Pool, PoolClient } from "pg";

/** The way to a database, whichever it is. */
export interface Connections {
  pool: Pool;
  close(): Promise<void>;
}

/**
 * For `verify` of a pool. The Prisma adapter writes and reads times without their offset, which is
 * right only in a session that counts in UTC.
 */
export function utcSession(client: PoolClient, done: (error?: Error) => void): void {
  client.query("SET TIME ZONE 'UTC'; SET DateStyle = 'ISO'").then(() => done(), done);
}
