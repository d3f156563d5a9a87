import type { Pool, PoolClient } from "pg";

const SETTINGS = `
  SET TIME ZONE 'UTC';
  SET DateStyle = 'ISO';
  SET jit = off;
  SET hnsw.iterative_scan = 'strict_order';
  SET hnsw.ef_search = 400;
  SET max_parallel_workers_per_gather = 0;
  SET max_parallel_maintenance_workers = 0;
  SET maintenance_work_mem = '512MB'`;

/** The way to a database, whichever it is. */
export interface Connections {
  pool: Pool;
  close(): Promise<void>;
}

/**
 * For `verify` of a pool. The Prisma adapter writes and reads times without their offset, which is
 * right only in a session that counts in UTC. An index of vectors goes on looking until there are
 * enough that a filter lets through. No query here runs for so long that compiling it would pay, or that
 * processes would have to share it; they could not make such an index, either, where they have little memory
 * in common, as in a container. It is made many times as fast where it fits into memory.
 */
export function prepareSession(client: PoolClient, done: (error?: Error) => void): void {
  client.query(SETTINGS).then(() => done(), done);
}
