// `node scripts/node.mjs scripts/bench.ts …`: a program of ours on the Node and with the flags it wants.
import { become } from "./lib/become.mjs";
import { runScript } from "./lib/report.mjs";

await runScript(() => become(process.argv.slice(2)));
