// `npm run test:explore -- 5000`: every property with so many new inputs; a counterexample names its seed.
import { randomInt } from "node:crypto";
import { inRoot, pinnedNode, root } from "./lib/paths.mjs";
import { prepare } from "./lib/prepare.mjs";
import { runScript, say } from "./lib/report.mjs";
import { run } from "./lib/run.mjs";

await runScript(async () => {
  const [runs = "5000", ...rest] = process.argv.slice(2);
  const seed = process.env.SEED ?? String(randomInt(2 ** 31));
  await prepare();
  say(`SEED=${seed}, ${runs} inputs for each property`);
  const vitest = [
    inRoot("node_modules", "vitest", "vitest.mjs"),
    ...["run", "--project", "unit", "--project", "client", "--testTimeout=0", ...rest],
  ];
  return run(pinnedNode, vitest, {
    cwd: root,
    env: { ...process.env, SEED: seed, PROPERTY_RUNS: runs },
  });
});
