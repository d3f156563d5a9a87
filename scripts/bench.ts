// `npm run bench`: the production server under real conversations with an emulated provider, reads of
// many plans over REST, and the memory as it grows.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { firstLoadBytes } from "./bench/firstLoad.ts";
import type { Ending } from "./bench/messages.ts";
import { report, writeDocs } from "./bench/report.ts";
import { runRest } from "./bench/rest/run.ts";
import { restReport } from "./bench/rest/table.ts";
import { runRetrieval } from "./bench/retrieval/run.ts";
import { retrievalReport } from "./bench/retrieval/table.ts";
import { runBench } from "./bench/run.ts";
import { summaryOf, type Summary } from "./bench/summary.ts";
import { prepare } from "./lib/prepare.mjs";
import { inRoot } from "./lib/paths.mjs";
import { Failure, runScript, say } from "./lib/report.mjs";

/** Turns of each conversation: enough of them together for a p99 to mean something. */
function turnsFor(conversations: number): number {
  if (conversations < 5) return 48;
  return conversations < 100 ? 12 : 6;
}

/** The embedded database takes twenty minutes for the last step: only when it is asked for. */
const passagesFor = (databaseUrl: string | null): string =>
  databaseUrl === null ? "1000,10000" : "1000,10000,100000";

/** `/path/latest.json` gives `/path/latest-rest.json`. */
const fileOf = (out: string, what: string): string => out.replace(/(?:\.json)?$/, `-${what}.json`);

async function writeFigures(file: string, figures: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`);
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
      /** How many passages the memory grows to, one after the other. */
      passages: { type: "string" },
      /** voice, rest, retrieval or all. */
      only: { type: "string", default: "all" },
    },
  });
  const endings: Ending[] = (["server", "client"] as const).filter((ending) =>
    [ending, "both"].includes(values.ending),
  );
  const sizes = values.conversations.split(",").map(Number);
  const databaseUrl = values["database-url"] ?? null;
  const passages = (values.passages ?? passagesFor(databaseUrl)).split(",").map(Number);
  if (endings.length === 0) throw new Failure("--ending is server, client or both.");
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new Failure("--conversations is a list of numbers such as 1,10,50.");
  }
  if (!passages.every((size) => Number.isInteger(size) && size > 0)) {
    throw new Failure("--passages is a list of numbers such as 1000,10000.");
  }
  if (!["voice", "rest", "retrieval", "all"].includes(values.only)) {
    throw new Failure("--only is voice, rest, retrieval or all.");
  }
  await prepare();
  if (["retrieval", "all"].includes(values.only)) {
    say("the memory as it grows");
    const summary = await runRetrieval(databaseUrl, passages);
    const text = retrievalReport(summary);
    console.log(text);
    await writeFigures(fileOf(values.out, "retrieval"), summary);
    if (values.docs) await writeDocs(`retrieval, ${summary.database}`, text);
    if (values.only === "retrieval") return 0;
  }
  if (["rest", "all"].includes(values.only)) {
    say("reads over REST");
    const summary = await runRest(databaseUrl);
    const text = restReport(summary);
    console.log(text);
    await writeFigures(fileOf(values.out, "rest"), summary);
    if (values.docs) await writeDocs(`REST, ${summary.database}`, text);
    if (values.only === "rest") return 0;
  }
  const summaries: Summary[] = [];
  for (const ending of endings) {
    for (const conversations of sizes) {
      const turns = Number(values.turns ?? turnsFor(conversations));
      say(`${conversations} conversations, ${turns} turns each, ended by the ${ending}`);
      const run = await runBench({ conversations, turns, ending, databaseUrl });
      for (const fault of new Set(run.seen.flatMap((turn) => turn.fault ?? []))) say(fault);
      summaries.push(summaryOf(run));
    }
  }
  const text = report(summaries, firstLoadBytes());
  console.log(text);
  await writeFigures(values.out, summaries);
  if (values.docs) await writeDocs("figures", text);
  return summaries.some(({ faults }) => faults > 0) ? 1 : 0;
});
