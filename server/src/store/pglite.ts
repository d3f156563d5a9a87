import { Worker } from "node:worker_threads";
import type { FromWorker, ToWorker } from "./pgliteWorker.ts";

interface Waiting {
  resolve: (answer: Uint8Array<ArrayBuffer>) => void;
  reject: (error: Error) => void;
}

/** The embedded Postgres, as whoever speaks its wire protocol sees it. It has one session. */
export class Pglite {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  readonly #ready: PromiseWithResolvers<void> = Promise.withResolvers();
  readonly #closed: PromiseWithResolvers<void> = Promise.withResolvers();
  #fault: Error | null = null;

  private constructor(dataDir: string) {
    this.#worker = new Worker(new URL("./pgliteWorker.ts", import.meta.url), {
      workerData: { dataDir },
    });
    this.#worker.on("message", (message: FromWorker) => {
      this.#take(message);
    });
    this.#worker.on("error", (error: unknown) => {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    });
    this.#worker.on("exit", () => {
      this.#fail(new Error("The embedded database has stopped."));
    });
  }

  /** Starts on the folder, making the database in it where there is none. Throws why it cannot. */
  static async open(dataDir: string): Promise<Pglite> {
    const database = new Pglite(dataDir);
    await database.#ready.promise;
    return database;
  }

  /** Sends whole messages of the wire protocol; resolves with what they are answered. Keeps order. */
  exchange(messages: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#fault) return Promise.reject(this.#fault);
    const bytes = new Uint8Array(messages.reduce((sum, { length }) => sum + length, 0));
    let offset = 0;
    for (const message of messages) {
      bytes.set(message, offset);
      offset += message.length;
    }
    const answer = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
    this.#waiting.push(answer);
    this.#worker.postMessage({ type: "ask", bytes } satisfies ToWorker, [bytes.buffer]);
    return answer.promise;
  }

  /** Lets what was asked finish, writes everything down and ends. */
  async close(): Promise<void> {
    this.#worker.postMessage({ type: "close" } satisfies ToWorker);
    await this.#closed.promise;
    await this.#worker.terminate();
  }

  #take(message: FromWorker): void {
    switch (message.type) {
      case "ready":
        this.#ready.resolve();
        break;
      case "answer":
        this.#waiting.shift()?.resolve(message.bytes);
        break;
      case "failed":
        this.#fail(new Error(message.message));
        break;
      case "closed":
        this.#closed.resolve();
        break;
    }
  }

  #fail(error: Error): void {
    this.#fault ??= error;
    this.#ready.reject(this.#fault);
    this.#closed.resolve();
    for (const { reject } of this.#waiting.splice(0)) reject(this.#fault);
  }
}
