import { Worker } from "node:worker_threads";
import { Problem } from "../../lib/problem.ts";
import { SileroAnswers, type SileroJob } from "./sileroProtocol.ts";

/** The thread holds hundreds of megabytes; when nobody has needed it for so long, it ends. */
const IDLE_MS = 60_000;
/** Far more than this process serves: beyond it somebody leaves streams open. */
const MOST_STREAMS = 1000;

type Heard = PromiseWithResolvers<readonly number[]>;

/**
 * The thread that judges all streams, one job of each at a time. It starts with the first stream; when
 * it dies, what it was at fails, and the next job starts another one, which knows nothing of before.
 */
export class SileroThread {
  readonly #script: URL;
  readonly #idleMs: number;
  readonly #streams = new Set<number>();
  readonly #pending = new Map<number, Heard>();
  /** What goes to the worker in one message, once this turn of the event loop is over. */
  #outbox: SileroJob[] = [];
  #worker: Worker | null = null;
  #idling: NodeJS.Timeout | undefined;
  #lastStream = 0;

  constructor({ script = new URL("./sileroWorker.ts", import.meta.url), idleMs = IDLE_MS } = {}) {
    this.#script = script;
    this.#idleMs = idleMs;
  }

  get isRunning(): boolean {
    return this.#worker !== null;
  }

  /** Begins a stream, and with it the thread: its number. */
  open(): number {
    if (this.#streams.size >= MOST_STREAMS) {
      throw new Problem("rate_limited", "Too many people speak at once. Try again in a moment.", {
        retryable: true,
      });
    }
    clearTimeout(this.#idling);
    this.#worker ??= this.#start();
    const stream = ++this.#lastStream;
    this.#streams.add(stream);
    return stream;
  }

  /** How likely each of these windows is speech. One call of each stream at a time. */
  judge(stream: number, samples: Int16Array<ArrayBuffer>): Promise<readonly number[]> {
    if (!this.#streams.has(stream)) return Promise.resolve([]);
    const heard: Heard = Promise.withResolvers();
    this.#pending.set(stream, heard);
    this.#send({ stream, samples });
    return heard.promise;
  }

  /** Ends a stream; what it waits for comes to nothing. */
  release(stream: number): void {
    if (!this.#streams.delete(stream)) return;
    this.#pending.get(stream)?.resolve([]);
    this.#pending.delete(stream);
    if (this.#worker) this.#send({ stream, closed: true });
    if (this.#streams.size > 0) return;
    this.#idling = setTimeout(() => void this.close(), this.#idleMs).unref();
  }

  /** Ends the thread; what it is at fails. */
  async close(): Promise<void> {
    clearTimeout(this.#idling);
    const worker = this.#worker;
    if (!worker) return;
    this.#fail(new Error("closed"), worker);
    await worker.terminate();
  }

  #send(job: SileroJob): void {
    this.#outbox.push(job);
    if (this.#outbox.length > 1) return;
    setImmediate(() => {
      const jobs = this.#outbox;
      this.#outbox = [];
      // The thread may have ended meanwhile, and whoever waited was told.
      if (jobs.length === 0) return;
      const transfer = jobs.flatMap((sent) => ("samples" in sent ? [sent.samples.buffer] : []));
      (this.#worker ??= this.#start()).postMessage(jobs, transfer);
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { name: "voice detector", execArgv: [] });
    worker.on("message", (raw: unknown) => this.#answer(raw, worker));
    worker.on("error", (error: unknown) => this.#fail(error, worker));
    worker.on("messageerror", (error) => this.#fail(error, worker));
    worker.on("exit", (status) => this.#fail(new Error(`exit ${status}`), worker));
    // It does not keep the server alive.
    worker.unref();
    return worker;
  }

  #answer(raw: unknown, worker: Worker): void {
    if (worker !== this.#worker) return;
    for (const { stream, probabilities } of SileroAnswers.parse(raw)) {
      this.#pending.get(stream)?.resolve(probabilities);
      this.#pending.delete(stream);
    }
  }

  #fail(cause: unknown, worker: Worker): void {
    if (worker !== this.#worker) return;
    this.#worker = null;
    this.#outbox = [];
    for (const { reject } of this.#pending.values()) reject(broken(cause));
    this.#pending.clear();
  }
}

function broken(cause: unknown): Problem {
  return new Problem("unavailable", "The voice detector failed. Say it again.", {
    retryable: true,
    cause,
  });
}
