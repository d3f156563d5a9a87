import { openStore } from "../../../server/src/store/open.ts";
import { createLog } from "../../../server/src/lib/log.ts";
import { temporaryFolder } from "../../../server/test/support/database.ts";
import { ServerProcess } from "../../../server/test/support/serverProcess.ts";
import { inRoot } from "../../lib/paths.mjs";
import { Failure, say } from "../../lib/report.mjs";
import { quantiles, type Quantiles } from "../quantiles.ts";
import { fill } from "./fill.ts";
import { readsOf, type Read } from "./reads.ts";

/** So often every read is done, after a few that nobody counts. */
const TIMES = 400;
const WARM_UP = 40;

export interface RestSummary {
  database: "embedded" | "server";
  rows: { name: string; ms: Quantiles; kilobytes: number }[];
}

/** Fills a database with ten thousand plans and measures reads of them over HTTP, one at a time. */
export async function runRest(databaseUrl: string | null): Promise<RestSummary> {
  const folder = await temporaryFolder();
  try {
    const address = { databaseUrl, dataDir: folder.path };
    const store = await openStore({ ...address, log: createLog("warn") });
    try {
      if ((await store.db.project.count()) > 0)
        throw new Failure("The REST reads need a database with nothing in it.");
      say("filling the database");
      await fill(store.db);
    } finally {
      await store.close();
    }
    const server = await ServerProcess.start({
      DATA_DIR: folder.path,
      ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
      NODE_ENV: "production",
      NODE_COMPILE_CACHE: inRoot(".cache", "compile"),
      TEST_MODE: "true",
      LOG_LEVEL: "warn",
    });
    try {
      const rows: RestSummary["rows"] = [];
      for (const read of await readsOf(server.url)) rows.push(await measure(server.url, read));
      return { database: databaseUrl === null ? "embedded" : "server", rows };
    } finally {
      await server.stop();
    }
  } finally {
    await folder.remove();
  }
}

async function measure(url: string, { name, paths }: Read): Promise<RestSummary["rows"][number]> {
  const times: number[] = [];
  let bytes = 0;
  for (let at = -WARM_UP; at < TIMES; at += 1) {
    const path = paths[(at + WARM_UP) % paths.length] ?? "";
    const startedAt = performance.now();
    const response = await fetch(url + path);
    const body = await response.arrayBuffer();
    const ms = performance.now() - startedAt;
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    bytes += body.byteLength;
    if (at >= 0) times.push(ms);
  }
  return { name, ms: quantiles(times), kilobytes: bytes / (TIMES + WARM_UP) / 1000 };
}
