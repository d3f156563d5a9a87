import { inRoot } from "../lib/paths.mjs";
import { temporaryFolder } from "../../server/test/support/database.ts";
import { ServerProcess, type Environment } from "../../server/test/support/serverProcess.ts";
import { Child } from "./child.ts";
import { figuresOf, type TurnFigures } from "./figures.ts";
import type {
  Ending,
  Exchange,
  FromProvider,
  FromTalkers,
  ToProvider,
  ToTalkers,
  TurnSeen,
} from "./messages.ts";
import { rssOf, ServerUse, type Use } from "./serverUse.ts";

/** So many conversations at most in one client process, so that it is never late. */
const CONVERSATIONS_A_PROCESS = 100;

export interface RunOptions {
  conversations: number;
  turns: number;
  ending: Ending;
  /** A Postgres server; null: the embedded database. */
  databaseUrl: string | null;
}

/** What one run of the server under so many conversations has shown. */
export interface Run extends RunOptions {
  /** Of all turns in which somebody spoke to the planner and the reply was not talked into. */
  figures: TurnFigures[];
  seen: TurnSeen[];
  use: Use;
  rssIdle: number;
  /** From the start of the process until it was ready, on existing data. */
  readyMs: number[];
  /** How late the clients and the provider were themselves, p99. */
  clientLagMs: number;
  providerLagMs: number;
}

const STARTS = 3;

/** Runs the production server on a fresh database, talks to it, and starts it again on what is there. */
export async function runBench(options: RunOptions): Promise<Run> {
  const { conversations, turns, ending, databaseUrl } = options;
  const data = await temporaryFolder();
  const provider = new Child<ToProvider, FromProvider>("./provider.ts");
  const { baseUrl } = await provider.next("ready");
  const environment: Environment = {
    DATA_DIR: data.path,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    NODE_ENV: "production",
    NODE_COMPILE_CACHE: inRoot(".cache", "compile"),
    NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS ?? "",
    OPENAI_API_KEY: "sk-bench",
    OPENAI_BASE_URL: baseUrl,
    ROUTER_API_KEY: "sk-bench",
    ROUTER_BASE_URL: baseUrl,
    LOG_LEVEL: "warn",
  };
  // The first start makes the database, which leaves the process larger than it is ever again.
  await startAgain(environment, 1);
  const server = await ServerProcess.start(environment);
  const talkers: Child<ToTalkers, FromTalkers>[] = [];
  try {
    const rssIdle = rssOf(server.pid);
    for (let from = 0; from < conversations; from += CONVERSATIONS_A_PROCESS) {
      const to = Math.min(conversations, from + CONVERSATIONS_A_PROCESS);
      const child = new Child<ToTalkers, FromTalkers>("./talkers.ts");
      talkers.push(child);
      child.send({ type: "talk", job: { url: server.url, from, to, turns, ending } });
    }
    await Promise.all(talkers.map((child) => child.next("open")));
    const use = new ServerUse(server.pid);
    const done = await Promise.all(talkers.map((child) => child.next("done")));
    const used = use.stop();
    provider.send({ type: "journal" });
    const { exchanges, lagMs } = await provider.next("journal");
    const seen = done.flatMap((one) => one.turns);
    await server.stop();
    if (server.stderr !== "") console.error(server.stderr.slice(0, 2000));
    return {
      ...options,
      seen,
      figures: allFigures(seen, exchanges),
      use: used,
      rssIdle,
      readyMs: await startAgain(environment, STARTS),
      clientLagMs: Math.max(...done.map((one) => one.lagMs)),
      providerLagMs: lagMs,
    };
  } finally {
    for (const child of [provider, ...talkers]) child.end();
    await server.kill();
    await data.remove();
  }
}

function allFigures(seen: readonly TurnSeen[], exchanges: readonly Exchange[]): TurnFigures[] {
  const ofTurn = Map.groupBy(exchanges, ({ name }) => name);
  return seen
    .filter(({ kind }) => kind === "plan")
    .flatMap((turn) => figuresOf(turn, ofTurn.get(turn.name) ?? []) ?? []);
}

/** How long the server takes to get ready, time after time. */
async function startAgain(environment: Environment, times: number): Promise<number[]> {
  const readyMs: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const startedAt = performance.now();
    const server = await ServerProcess.start(environment);
    readyMs.push(performance.now() - startedAt);
    await server.stop();
  }
  return readyMs;
}
