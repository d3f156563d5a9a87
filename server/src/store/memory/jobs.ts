import type { Db, Tx } from "../db.ts";

export type JobKind = "project" | "plan" | "message" | "conversation" | "decision" | "lesson";

/** A source that is to be read anew. */
export interface Job {
  kind: JobKind;
  sourceId: string;
  /** Names the change that enqueued it. */
  generation: string;
  attempts: number;
}

export interface Backlog {
  /** Sources that are to be read. */
  waiting: number;
  /** Of these, those that have failed and are tried again later. */
  failing: number;
  /** Passages without an embedding of this model. */
  unembedded: number;
  passages: number;
}

/** While somebody is at a job, so long nobody else begins it; longer than it takes, for who crashes at it. */
const LEASE = "2 minutes";

/** Takes jobs that are due, in the order in which they were enqueued; each is given to one at a time. */
export async function takeJobs(db: Db, most: number): Promise<Job[]> {
  // A look first, so that waiting for work writes nothing.
  const due = await db.memoryJob.findFirst({
    where: { runAt: { lte: new Date() } },
    select: { kind: true },
  });
  if (!due) return [];
  return db.$queryRaw<Job[]>`
    WITH taken AS (
      UPDATE memory_jobs SET attempts = attempts + 1, run_at = now() + ${LEASE}::interval
      WHERE (kind, source_id) IN (
        SELECT kind, source_id FROM memory_jobs WHERE run_at <= now()
        ORDER BY generation LIMIT ${most}::int FOR UPDATE SKIP LOCKED)
      RETURNING kind, source_id, generation, attempts)
    SELECT kind, source_id AS "sourceId", generation::text, attempts
    FROM taken ORDER BY taken.generation`;
}

/**
 * Makes jobs due that a process which is gone had taken. Where it is not gone, both do them: whoever is
 * done first has done them, and the other writes nothing.
 */
export async function releaseJobs(db: Db): Promise<void> {
  await db.memoryJob.updateMany({
    where: { attempts: { gt: 0 }, problem: null },
    data: { runAt: new Date() },
  });
}

/**
 * Whether the job is done with what is written in this transaction. False: its source has changed since
 * it was taken; what was read is old and must not be written.
 */
export async function finishJob(tx: Tx, { kind, sourceId, generation }: Job): Promise<boolean> {
  const count = await tx.$executeRaw`
    DELETE FROM memory_jobs
    WHERE kind = ${kind} AND source_id = ${sourceId}::uuid AND generation = ${generation}::bigint`;
  return count > 0;
}

/** It failed, and is due again after a while, unless its source has changed and it is due anyway. */
export async function postponeJob(
  db: Db,
  job: Job,
  waitMs: number,
  problem: string,
): Promise<void> {
  await db.$executeRaw`
    UPDATE memory_jobs
    SET run_at = now() + ${waitMs}::float8 * interval '1 millisecond', problem = ${problem}
    WHERE kind = ${job.kind} AND source_id = ${job.sourceId}::uuid
      AND generation = ${job.generation}::bigint`;
}

export async function backlog(db: Db, model: string): Promise<Backlog> {
  const [waiting, failing, passages, embedded] = await Promise.all([
    db.memoryJob.count(),
    db.memoryJob.count({ where: { problem: { not: null } } }),
    db.memoryChunk.count(),
    db.memoryChunk.count({ where: { model } }),
  ]);
  return { waiting, failing, passages, unembedded: passages - embedded };
}
