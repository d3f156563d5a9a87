// `npm run soak`: many conversations for a long time, over connections that break and slow down.
// Fails when an utterance was lost or doubled, or when the server's memory grows.
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { LiveHeap } from "../server/test/support/liveHeap.ts";
import { BenchServer } from "./bench/benchServer.ts";
import { Child } from "./bench/child.ts";
import { trendOf } from "./bench/memoryTrend.ts";
import { rssOf } from "./bench/serverUse.ts";
import type { FromSoakTalkers, ToSoakTalkers } from "./bench/soakMessages.ts";
import { prepare } from "./lib/prepare.mjs";
import { runScript, say } from "./lib/report.mjs";

const SAMPLE_MS = 10_000;
/** The engine keeps memory that it has freed as it sees fit, so that much is no growth. */
const TOLERATED_GROWTH = 0.1;

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MB`;
}

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      conversations: { type: "string", default: "50" },
      minutes: { type: "string", default: "10" },
      "database-url": { type: "string" },
    },
  });
  await prepare();
  const server = await BenchServer.start(values["database-url"] ?? null, "--inspect=127.0.0.1:0");
  const talkers = new Child<ToSoakTalkers, FromSoakTalkers>("./soakTalkers.ts");
  try {
    const job = {
      url: server.url,
      conversations: Number(values.conversations),
      minutes: Number(values.minutes),
    };
    talkers.send({ type: "soak", job });
    say(`${job.conversations} conversations for ${job.minutes} minutes`);
    const over = talkers.next("done");
    const liveHeap = await LiveHeap.open(server.stderr);
    const rss: number[] = [];
    const heap: number[] = [];
    const endsAt = performance.now() + job.minutes * 60_000;
    while (performance.now() < endsAt) {
      await Promise.race([delay(SAMPLE_MS), over]);
      // Before the collection, which would make it smaller than it is.
      rss.push(rssOf(server.pid));
      heap.push(await liveHeap.measure());
    }
    const { utterances, problems } = await over;
    for (const problem of problems) say(problem);
    console.log(`${utterances} utterances, ${problems.length} lost or doubled`);
    let grows = false;
    for (const [name, samples] of Object.entries({ RSS: rss, "live heap": heap })) {
      const { before, after, growth } = trendOf(samples);
      grows ||= growth > TOLERATED_GROWTH;
      const percent = (growth * 100).toFixed(1);
      console.log(
        `${name}: ${megabytes(before)} -> ${megabytes(after)} in the second half (${percent} %)`,
      );
    }
    console.log(`${grows ? "It grows" : "It does not grow"} by more than a tenth.`);
    return grows || problems.length > 0 || utterances === 0 ? 1 : 0;
  } finally {
    talkers.end();
    await server.remove();
  }
});
