import pg from "pg";
import type { Log } from "../lib/log.ts";
import { prepareSession, type Connections } from "./connections.ts";
import { codeOf, reason, StoreError } from "./storeError.ts";

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5000;

/** Opens a pool to a Postgres server and tries it. Throws a StoreError. */
export async function openServer(databaseUrl: string, log: Log): Promise<Connections> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: "voiceplan",
    verify: prepareSession,
  });
  // An idle connection that breaks is replaced when the next one is asked for.
  pool.on("error", (error) => log.warn({ err: error }, "A connection to the database was lost"));
  try {
    await pool.query("SELECT 1");
  } catch (cause) {
    await pool.end();
    throw new StoreError(`${where(databaseUrl)} cannot be reached: ${explain(cause)}.`, { cause });
  }
  return { pool, close: () => pool.end() };
}

/** Which database, without the password. */
function where(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `The database ${pathname.slice(1)} at ${hostname}:${port || "5432"} (DATABASE_URL)`;
}

function explain(error: unknown): string {
  switch (codeOf(error)) {
    case "ECONNREFUSED":
      return "nothing listens there";
    case "ENOTFOUND":
      return "there is no such host";
    default:
      return reason(error);
  }
}
