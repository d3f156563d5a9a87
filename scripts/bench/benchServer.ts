import { inRoot } from "../lib/paths.mjs";
import { temporaryFolder } from "../../server/test/support/database.ts";
import { ServerProcess, type Environment } from "../../server/test/support/serverProcess.ts";
import { Child } from "./child.ts";
import type { Exchange, FromProvider, ToProvider } from "./messages.ts";

type Provider = Child<ToProvider, FromProvider>;
type Folder = Awaited<ReturnType<typeof temporaryFolder>>;

/** The production server on a database of its own, with the emulated provider in every role. */
export class BenchServer {
  readonly #data: Folder;
  readonly #provider: Provider;
  readonly #environment: Environment;
  readonly #process: ServerProcess;

  private constructor(
    data: Folder,
    provider: Provider,
    environment: Environment,
    server: ServerProcess,
  ) {
    this.#data = data;
    this.#provider = provider;
    this.#environment = environment;
    this.#process = server;
  }

  /**
   * On a Postgres server, or null: on an embedded database that is made for it. `nodeOptions` are for the
   * server's process alone.
   */
  static async start(databaseUrl: string | null, nodeOptions = ""): Promise<BenchServer> {
    const data = await temporaryFolder();
    const provider: Provider = new Child("./provider.ts");
    try {
      const { baseUrl } = await provider.next("ready");
      const environment = variables(data.path, databaseUrl, baseUrl, nodeOptions);
      // The first start makes the database, which leaves the process larger than it is ever again.
      await (await ServerProcess.start(environment)).stop();
      const server = await ServerProcess.start(environment);
      return new BenchServer(data, provider, environment, server);
    } catch (error) {
      provider.end();
      await data.remove();
      throw error;
    }
  }

  get url(): string {
    return this.#process.url;
  }

  get pid(): number {
    return this.#process.pid;
  }

  get stderr(): string {
    return this.#process.stderr;
  }

  /** What the provider was asked, and how late it was itself (p99). */
  async journal(): Promise<{ exchanges: Exchange[]; lagMs: number }> {
    this.#provider.send({ type: "journal" });
    return this.#provider.next("journal");
  }

  /** Ends the process and tells how long it takes to get ready on what is there, time after time. */
  async startAgain(times: number): Promise<number[]> {
    await this.#process.stop();
    if (this.#process.stderr !== "") console.error(this.#process.stderr.slice(0, 2000));
    const readyMs: number[] = [];
    for (let count = 0; count < times; count += 1) {
      const startedAt = performance.now();
      const server = await ServerProcess.start(this.#environment);
      readyMs.push(performance.now() - startedAt);
      await server.stop();
    }
    return readyMs;
  }

  async remove(): Promise<void> {
    this.#provider.end();
    await this.#process.kill();
    await this.#data.remove();
  }
}

function variables(
  dataDir: string,
  databaseUrl: string | null,
  baseUrl: string,
  nodeOptions: string,
): Environment {
  return {
    DATA_DIR: dataDir,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    NODE_ENV: "production",
    // As `npm start` does.
    NODE_COMPILE_CACHE: inRoot(".cache", "compile"),
    NODE_OPTIONS: `${process.env.BENCH_NODE_OPTIONS ?? ""} ${nodeOptions}`,
    OPENAI_API_KEY: "sk-bench",
    OPENAI_BASE_URL: baseUrl,
    ROUTER_API_KEY: "sk-bench",
    ROUTER_BASE_URL: baseUrl,
    LOG_LEVEL: "warn",
  };
}
