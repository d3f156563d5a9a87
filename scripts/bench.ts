// `npm run bench`: the production server under real conversations with an emulated provider.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { firstLoadBytes } from "./bench/firstLoad.ts";
import type { Ending } from "./bench/messages.ts";
import { report, writeDocs } from "./bench/report.ts";
import { runBench } from "./bench/run.ts";
import { summaryOf, type Summary } from "./bench/summary.ts";
import { prepare } from "./lib/prepare.mjs";
import { inRoot } from "./lib/paths.mjs";
import { Failure, runScript, say } from "./lib/report.mjs";

/** Turns of each conversation: enough of them together for a p99 to mean something. */
function turnsFor(conversations: number): number {
  if (conversations < 5) return 36;
  return conversations < 100 ? 12 : 6;
}

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      conversations: { type: "string", default: "1,10,50,200" },
      turns: { type: "string" },
      /** Who ends the utterances: server, client or both. */
      ending: { type: "string", default: "server" },
      "database-url": { type: "string" },
      out: { type: "string", default: inRoot(".cache", "bench", "latest.json") },
      docs: { type: "boolean", default: false },
    },
  });
  const endings: Ending[] = (["server", "client"] as const).filter((ending) =>
    [ending, "both"].includes(values.ending),
  );
  const sizes = values.conversations.split(",").map(Number);
  if (endings.length === 0) throw new Failure("--ending is server, client or both.");
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new Failure("--conversations is a list of numbers such as 1,10,50.");
  }
  await prepare();
  const summaries: Summary[] = [];
  for (const ending of endings) {
    for (const conversations of sizes) {
      const turns = Number(values.turns ?? turnsFor(conversations));
      say(`${conversations} conversations, ${turns} turns each, ended by the ${ending}`);
      const databaseUrl = values["database-url"] ?? null;
      const run = await runBench({ conversations, turns, ending, databaseUrl });
      for (const fault of new Set(run.seen.flatMap((turn) => turn.fault ?? []))) say(fault);
      summaries.push(summaryOf(run));
    }
  }
  const text = report(summaries, firstLoadBytes());
  console.log(text);
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, `${JSON.stringify(summaries, null, 2)}\n`);
  if (values.docs) await writeDocs(text);
  return summaries.some(({ faults }) => faults > 0) ? 1 : 0;
});
