import { prepare } from "./lib/prepare.mjs";
import { runScript } from "./lib/report.mjs";

await runScript(async () => {
  await prepare();
  return 0;
});
