import { BenchServer } from "./benchServer.ts";
import { Child } from "./child.ts";
import { figuresOf, type TurnFigures } from "./figures.ts";
import type { Ending, Exchange, FromTalkers, ToTalkers, TurnSeen } from "./messages.ts";
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
  const server = await BenchServer.start(options.databaseUrl);
  const talkers: Child<ToTalkers, FromTalkers>[] = [];
  try {
    const rssIdle = rssOf(server.pid);
    talkers.push(...startTalkers(server.url, options));
    await Promise.all(talkers.map((child) => child.next("open")));
    const use = new ServerUse(server.pid);
    const done = await Promise.all(talkers.map((child) => child.next("done")));
    const used = use.stop();
    const { exchanges, lagMs } = await server.journal();
    const seen = done.flatMap(({ turns }) => turns);
    return {
      ...options,
      seen,
      figures: allFigures(seen, exchanges),
      use: used,
      rssIdle,
      readyMs: await server.startAgain(STARTS),
      clientLagMs: Math.max(...done.map((one) => one.lagMs)),
      providerLagMs: lagMs,
    };
  } finally {
    for (const child of talkers) child.end();
    await server.remove();
  }
}

function startTalkers(url: string, { conversations, turns, ending }: RunOptions) {
  const talkers: Child<ToTalkers, FromTalkers>[] = [];
  for (let from = 0; from < conversations; from += CONVERSATIONS_A_PROCESS) {
    const to = Math.min(conversations, from + CONVERSATIONS_A_PROCESS);
    const child = new Child<ToTalkers, FromTalkers>("./talkers.ts");
    child.send({ type: "talk", job: { url, from, to, turns, ending } });
    talkers.push(child);
  }
  return talkers;
}

function allFigures(seen: readonly TurnSeen[], exchanges: readonly Exchange[]): TurnFigures[] {
  const ofTurn = Map.groupBy(exchanges, ({ name }) => name);
  return seen
    .filter(({ kind }) => kind === "plan")
    .flatMap((turn) => figuresOf(turn, ofTurn.get(turn.name) ?? []) ?? []);
}
