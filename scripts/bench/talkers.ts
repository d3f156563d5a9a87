import { setTimeout as delay } from "node:timers/promises";
import { EventLoopLag } from "./eventLoopLag.ts";
import type { FromTalkers, Job, ToTalkers, TurnKind, TurnSeen } from "./messages.ts";
import { Talker } from "./talker.ts";

/*
 * A process in which many people talk with the server. It shares the machine with the server, so it
 * parses nothing and says how late it was itself.
 */

/** People do not all begin at once: they are spread over about one turn. */
const SPREAD_MS = 9000;
const THINKS_MS = 500;
/** Over and over: mostly wishes, now and then a command or words into the middle of a reply. */
const PATTERN: readonly TurnKind[] = ["plan", "plan", "bargeIn", "command", "plan", "bargeIn"];

function tell(message: FromTalkers): void {
  process.send?.(message);
}

async function talk(job: Job): Promise<void> {
  const { url, ending, from, to, turns } = job;
  const talkers = [];
  for (let conversation = from; conversation < to; conversation += 1) {
    const talker = new Talker({ url, conversation, ending });
    await talker.open();
    talkers.push(talker);
  }
  tell({ type: "open" });
  const lag = new EventLoopLag();
  const seen = await Promise.all(
    talkers.map(async (talker, at) => {
      await delay((SPREAD_MS * at) / talkers.length);
      return converse(talker, turns);
    }),
  );
  for (const talker of talkers) talker.close();
  tell({ type: "done", turns: seen.flat(), lagMs: lag.p99Ms });
}

async function converse(talker: Talker, turns: number): Promise<TurnSeen[]> {
  const seen: TurnSeen[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const isNextBargeIn = turn + 1 < turns && kindOf(turn + 1) === "bargeIn";
    seen.push(await talker.turn(kindOf(turn), isNextBargeIn ? "interruption" : "end"));
    if (!isNextBargeIn) await delay(THINKS_MS);
  }
  return seen;
}

function kindOf(turn: number): TurnKind {
  return PATTERN[turn % PATTERN.length] ?? "plan";
}

process.on("message", ({ job }: ToTalkers) => {
  talk(job).catch((error: unknown) => {
    console.error("The clients failed:", error);
    process.exit(1);
  });
});
process.on("disconnect", () => process.exit(0));
