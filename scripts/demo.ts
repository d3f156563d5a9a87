// `npm run demo`: fills an empty instance with projects, plans and conversations to look at.
import { resolve } from "node:path";
import { readProcessConfig, ConfigError } from "../server/src/config.ts";
import { createLog } from "../server/src/lib/log.ts";
import { openStore } from "../server/src/store/open.ts";
import { ServerProcess, type Environment } from "../server/test/support/serverProcess.ts";
import { backdate } from "./demo/backdate.ts";
import { fillProject, refuseFilled } from "./demo/fill.ts";
import { demoProjects } from "./demo/projects/index.ts";
import { prepare } from "./lib/prepare.mjs";
import { Failure, runScript, say } from "./lib/report.mjs";

/** Where the person keeps their data; with the built-in engines, so that it comes out the same every time. */
function place(): { databaseUrl: string | null; dataDir: string } {
  try {
    const { DATABASE_URL, DATA_DIR } = readProcessConfig();
    return { databaseUrl: DATABASE_URL ?? null, dataDir: resolve(DATA_DIR) };
  } catch (error) {
    if (error instanceof ConfigError) throw new Failure(error.message);
    throw error;
  }
}

async function startServer(environment: Environment): Promise<ServerProcess> {
  const server = new ServerProcess(environment);
  try {
    await server.ready();
    return server;
  } catch (error) {
    throw new Failure(server.stderr.trim() || String(error));
  }
}

await runScript(async () => {
  const { databaseUrl, dataDir } = place();
  await prepare();
  const server = await startServer({
    DATA_DIR: dataDir,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    TEST_MODE: "true",
    LOG_LEVEL: "warn",
  });
  try {
    await refuseFilled(server.url);
    for (const project of demoProjects) {
      say(`demo: ${project.name} ...`);
      await fillProject(server.url, project);
    }
  } finally {
    await server.stop();
  }
  const store = await openStore({ databaseUrl, dataDir, log: createLog("warn") });
  try {
    await backdate(store.db, Date.now());
  } finally {
    await store.close();
  }
  const plans = demoProjects.flatMap((project) => project.plans).length;
  say(
    `demo: ${demoProjects.length} projects and ${plans} plans are there. Look at them: npm start`,
  );
  return 0;
});
