import type { Pool, PoolClient } from "pg";

const SETTINGS = `
  SET TIME ZONE 'UTC';
  SET DateStyle = 'ISO';
  SET jit = off;
  SET hnsw.iterative_scan = 'strict_order';
  SET hnsw.ef_search = 300;
  SET max_parallel_workers_per_gather = 0`;

/** The way to a database, whichever it is. */
export interface Connections {
  pool: Pool;
  close(): Promise<void>;
}

/**
 * For `verify` of a pool. The Prisma adapter writes and reads times without their offset, which is
 * right only in a session that counts in UTC. An index of vectors goes on looking until there are
 * enough that a filter lets through. No query here runs for so long that compiling it would pay.
 */
export function prepareSession(client: PoolClient, done: (error?: Error) => void): void {
  client.query(SETTINGS).then(() => done(), done);
}
