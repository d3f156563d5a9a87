import { prepare } from "./lib/prepare.mjs";
import { inRoot, pinnedNode, root } from "./lib/paths.mjs";
import { runScript } from "./lib/report.mjs";
import { run } from "./lib/run.mjs";

await runScript(async () => {
  await prepare();
  const env = { NODE_COMPILE_CACHE: inRoot(".cache", "compile"), ...process.env };
  return run(pinnedNode, [inRoot("server", "src", "main.ts"), ...process.argv.slice(2)], {
    cwd: root,
    env,
  });
});
