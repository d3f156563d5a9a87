// `npm start`: prepare, then serve.
import { become } from "./lib/become.mjs";
import { inRoot, root } from "./lib/paths.mjs";
import { prepare } from "./lib/prepare.mjs";
import { runScript } from "./lib/report.mjs";

const server = inRoot("server", "src", "main.ts");
const compileCache = process.env.NODE_COMPILE_CACHE ?? inRoot(".cache", "compile");

await runScript(async () => {
  await prepare();
  process.chdir(root);
  return become([server, ...process.argv.slice(2)], {
    ...process.env,
    NODE_COMPILE_CACHE: compileCache,
  });
});
