import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { v8Flags } from "../../../scripts/lib/become.mjs";
import { prepareTestDatabase, type PreparedDatabase } from "./database.ts";

export type Environment = Readonly<Record<string, string>>;

/** How a process ended: with a code, or by a signal. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const READY = /^Voiceplan is ready on (http:\/\/\S+)$/m;
/** Generous: a machine that runs other tests beside this one is slow, and that is no fault. */
const START_LIMIT_MS = 90_000;

/**
 * The production server as a process of its own, started with exactly the environment it is given: none
 * of the caller's variables but PATH reach it.
 */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ending>;
  #stdout = "";
  #stderr = "";
  #url: string | null = null;
  #onOutput: () => void = () => undefined;

  /** Begins to start it; see {@link ready}. */
  constructor(environment: Environment) {
    const env = { PATH: process.env.PATH ?? "", HOST: "127.0.0.1", PORT: "0", ...environment };
    const child = spawn(process.execPath, [...v8Flags, main], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const killWithUs = (): void => void child.kill("SIGKILL");
    process.once("exit", killWithUs);
    this.#ended = new Promise((resolve) => {
      child.once("close", (code, signal) => {
        process.removeListener("exit", killWithUs);
        resolve({ code, signal });
      });
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#stdout += text;
      this.#url ??= READY.exec(this.#stdout)?.[1] ?? null;
      this.#onOutput();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr += text;
    });
    this.#child = child;
  }

  /** A server that is ready. Rejects with what it said when it ends before. */
  static async start(environment: Environment): Promise<ServerProcess> {
    const server = new ServerProcess(environment);
    await server.ready();
    return server;
  }

  /** Resolves with its address. */
  async ready(): Promise<string> {
    const listening = new Promise<void>((resolve) => {
      this.#onOutput = () => {
        if (this.#url) resolve();
      };
      this.#onOutput();
    });
    const limit = AbortSignal.timeout(START_LIMIT_MS);
    const late = once(limit, "abort").then(() => "late" as const);
    const first = await Promise.race([listening, this.#ended, late]);
    if (this.#url) return this.#url;
    await this.kill();
    throw new Error(
      `The server ${first === "late" ? "did not get ready" : "ended before it was ready"}:\n${this.output}`,
    );
  }

  get url(): string {
    if (this.#url) return this.#url;
    throw new Error("The server is not ready.");
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("The server could not be started.");
    return pid;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Everything it has said so far. */
  get output(): string {
    return this.#stdout + this.#stderr;
  }

  /** How it ended, once it has. */
  ended(): Promise<Ending> {
    return this.#ended;
  }

  /** Like pulling the plug. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  /** Asks it to end. Resolves with how it did, and after how long. */
  async stop(signal: "SIGTERM" | "SIGINT" = "SIGTERM"): Promise<Ending & { ms: number }> {
    const startedAt = performance.now();
    this.#child.kill(signal);
    const ending = await this.#ended;
    return { ...ending, ms: performance.now() - startedAt };
  }
}

/** A database for one test, and the server process that has it open. */
export interface TestServer {
  /** The process that runs now. */
  readonly process: ServerProcess;
  readonly url: string;
  readonly environment: Environment;
  /** Where its database is: to be opened only while no process has it. */
  readonly address: PreparedDatabase["address"];
  /** Ends the process with SIGKILL and starts another one on the same data. */
  crash(): Promise<void>;
  /** Ends the process as Ctrl-C does, if it still runs, and starts another one on the same data. */
  restart(): Promise<void>;
  /** Ends the process and removes the data. Tells what ended it when it had died before. */
  remove(): Promise<void>;
}

/**
 * Starts the server on a fresh database: an embedded one, or one on TEST_DATABASE_URL. Without
 * variables beside it, it has no keys.
 */
export async function startServer(variables: Environment = {}): Promise<TestServer> {
  const { address, remove } = await prepareTestDatabase();
  const environment = {
    DATA_DIR: address.dataDir,
    ...(address.databaseUrl === null ? {} : { DATABASE_URL: address.databaseUrl }),
    ...variables,
  };
  let server = await ServerProcess.start(environment).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return {
    get process() {
      return server;
    },
    get url() {
      return server.url;
    },
    environment,
    address,
    async crash() {
      await server.kill();
      server = await ServerProcess.start(environment);
    },
    async restart() {
      await server.stop();
      server = await ServerProcess.start(environment);
    },
    async remove() {
      const died = !server.isRunning;
      await server.kill();
      await remove();
      if (died) throw new Error(`The server had ended by itself:\n${server.output}`);
    },
  };
}
