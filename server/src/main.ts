import type { Server } from "node:http";
import { resolve } from "node:path";
import { compose, type Application } from "./compose.ts";
import { ConfigError, readProcessConfig, type Config } from "./config.ts";
import { createLog, type Log } from "./lib/log.ts";
import { openStore, type Store } from "./store/open.ts";
import { StoreError } from "./store/storeError.ts";

/** What a person can put right; the message is one line for them. */
class StartError extends Error {}

/** After a signal the process ends within this, whatever hangs. */
const SHUTDOWN_LIMIT_MS = 1800;

async function start(): Promise<void> {
  const config = readProcessConfig();
  const log = createLog(config.LOG_LEVEL, { speech: config.LOG_SPEECH });
  const store = await openStore({
    databaseUrl: config.DATABASE_URL ?? null,
    dataDir: resolve(config.DATA_DIR),
    log,
  });
  const application = await compose(config, store, log);
  stopOnSignals(application, store, log);
  try {
    await listen(application.http, config);
  } catch (error) {
    await store.close();
    throw error;
  }
  try {
    await application.resume();
  } catch (error) {
    log.error({ err: error }, "Some of what an earlier process left undone could not be taken up");
  }
}

async function listen(http: Server, { HOST, PORT }: Config): Promise<void> {
  const listening = Promise.withResolvers<void>();
  http.once("error", listening.reject);
  http.listen(PORT, HOST, () => listening.resolve());
  try {
    await listening.promise;
  } catch (error) {
    throw new StartError(explainListening(error, `${HOST}:${PORT}`), { cause: error });
  }
  const address = http.address();
  const port = typeof address === "object" && address ? address.port : PORT;
  const host = HOST.includes(":") ? `[${HOST}]` : HOST;
  process.stdout.write(`Voiceplan is ready on http://${host}:${port}\n`);
}

function explainListening(error: unknown, where: string): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  switch (code) {
    case "EADDRINUSE":
      return `${where} is taken by another program. Stop it, or set PORT to a free port.`;
    case "EACCES":
      return `${where} may not be used by this user. Set PORT to one above 1023.`;
    case "ENOTFOUND":
    case "EADDRNOTAVAIL":
      return `${where} is no address of this machine. Set HOST to one that is.`;
    default:
      return `Cannot listen on ${where}: ${String(error)}`;
  }
}

/** Connections first, the database last. It ends by itself in time, so a second signal changes nothing. */
function stopOnSignals(application: Application, store: Store, log: Log): void {
  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, "Stopping");
    setTimeout(() => {
      log.error("Stopping took too long; whatever is not done is done after the next start");
      process.exit(1);
    }, SHUTDOWN_LIMIT_MS).unref();
    application
      .close()
      .then(() => store.close())
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        log.error({ err: error }, "Stopping failed");
        process.exit(1);
      });
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

try {
  await start();
} catch (error) {
  const isForThePerson =
    error instanceof ConfigError || error instanceof StoreError || error instanceof StartError;
  process.stderr.write(isForThePerson ? `${error.message}\n` : `${String(error)}\n`);
  process.exit(1);
}
