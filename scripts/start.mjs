// `npm start`: prepare, then serve.
import { readFileSync } from "node:fs";
import * as nodeModule from "node:module";
import { pathToFileURL } from "node:url";
import { inRoot, pinnedNode, root } from "./lib/paths.mjs";
import { prepare } from "./lib/prepare.mjs";
import { runScript } from "./lib/report.mjs";
import { run } from "./lib/run.mjs";

const server = inRoot("server", "src", "main.ts");
const compileCache = process.env.NODE_COMPILE_CACHE ?? inRoot(".cache", "compile");

/** Whether this already is the pinned runtime: npm puts it on PATH once it is installed. */
function isPinnedNode() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(
    readFileSync(inRoot("node_modules", "node", "package.json"), "utf8"),
  );
  return process.versions.node === version;
}

await runScript(async () => {
  await prepare();
  if (isPinnedNode()) {
    process.chdir(root);
    nodeModule.enableCompileCache(compileCache);
    await import(pathToFileURL(server).href);
    return 0;
  }
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache };
  return run(pinnedNode, [server, ...process.argv.slice(2)], { cwd: root, env });
});
