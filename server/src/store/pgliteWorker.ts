import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { vector } from "@electric-sql/pglite-pgvector";
import { z } from "zod";

/*
 * The embedded Postgres in a thread of its own, so that no query holds up the event loop of the
 * server. Bytes of the Postgres wire protocol come in and are answered in their order.
 */

/** What the thread says: once that it is ready, then one answer for each request. */
export type FromWorker =
  | { type: "ready" }
  | { type: "answer"; bytes: Uint8Array<ArrayBuffer> }
  | { type: "failed"; message: string }
  | { type: "closed" };

/** What it is asked: bytes of the wire protocol, or to close. */
export type ToWorker = { type: "ask"; bytes: Uint8Array<ArrayBuffer> } | { type: "close" };

/** Less memory and less disk than Postgres takes by itself, for one person's data. */
const settings = ["shared_buffers=32MB", "min_wal_size=32MB", "max_wal_size=64MB", "jit=off"];

const { dataDir } = z.object({ dataDir: z.string() }).parse(workerData);

function say(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

async function answer(database: PGlite, request: ToWorker): Promise<void> {
  if (request.type === "close") {
    await database.close();
    say({ type: "closed" });
    parentPort?.close();
    return;
  }
  // Not `execProtocolRaw`: what that reads of an answer is never let go of.
  const { data } = await database.execProtocol(request.bytes, { throwOnError: false });
  // A copy, because the answer lies in memory that the next query reuses.
  const bytes = new Uint8Array(data);
  say({ type: "answer", bytes }, [bytes.buffer]);
}

try {
  const database = await PGlite.create(dataDir, {
    extensions: { vector, pg_trgm },
    startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ["-c", setting])],
  });
  let last = Promise.resolve();
  parentPort?.on("message", (request: ToWorker) => {
    last = last.then(() => answer(database, request)).catch(fail);
  });
  say({ type: "ready" });
} catch (error) {
  fail(error);
}

function fail(error: unknown): void {
  say({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  parentPort?.close();
}
