import { Worker } from "node:worker_threads";
import { Problem } from "../../lib/problem.ts";
import { FliteAnswer, type FliteJob } from "./fliteProtocol.ts";

export interface Spoken {
  samples: Int16Array;
  sampleRate: number;
}

/** A text, and how it is to be said; `rate` 1 is the voice's own pace. */
export type Utterance = Omit<FliteJob, "id">;

interface Pending {
  id: number;
  settle: PromiseWithResolvers<Spoken>;
  timer: NodeJS.Timeout;
}

/** A text that takes longer than this has no end. */
const TIMEOUT_MS = 15_000;

/**
 * One thread with the voice in it, for one text at a time. It starts with the first text; when it dies,
 * the text that it was at fails, and the next one starts a new thread.
 */
export class FliteThread {
  readonly #script: URL;
  #worker: Worker | null = null;
  #pending: Pending | null = null;
  #lastId = 0;

  constructor(script = new URL("./fliteWorker.ts", import.meta.url)) {
    this.#script = script;
  }

  get busy(): boolean {
    return this.#pending !== null;
  }

  async run(utterance: Utterance): Promise<Spoken> {
    if (this.#pending) throw new Error("The voice does one text at a time.");
    const id = ++this.#lastId;
    const settle = Promise.withResolvers<Spoken>();
    const worker = (this.#worker ??= this.#start());
    const timer = setTimeout(() => {
      this.#fail(new Error("no answer"), worker);
      void worker.terminate();
    }, TIMEOUT_MS);
    this.#pending = { id, settle, timer };
    worker.ref();
    worker.postMessage({ id, ...utterance } satisfies FliteJob);
    return settle.promise;
  }

  /** Ends the thread; the text that it is at fails. The next text starts a new one. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    this.#fail(new Error("closed"), worker);
    await worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#script, {
      name: "voice",
      execArgv: [],
    });
    worker.on("message", (raw: unknown) => this.#answer(FliteAnswer.parse(raw), worker));
    worker.on("error", (error: unknown) => this.#fail(error, worker));
    worker.on("messageerror", (error) => this.#fail(error, worker));
    worker.on("exit", (status) => this.#fail(new Error(`exit ${status}`), worker));
    // An idle voice does not keep the server alive.
    worker.unref();
    return worker;
  }

  #answer(answer: FliteAnswer, worker: Worker): void {
    const pending = this.#pending;
    if (!pending || pending.id !== answer.id || worker !== this.#worker) return;
    this.#release(pending);
    worker.unref();
    if ("failed" in answer) pending.settle.reject(broken(new Error(answer.failed)));
    else pending.settle.resolve({ samples: answer.samples, sampleRate: answer.sampleRate });
  }

  #fail(cause: unknown, worker: Worker): void {
    if (worker !== this.#worker) return;
    this.#worker = null;
    const pending = this.#pending;
    if (!pending) return;
    this.#release(pending);
    pending.settle.reject(broken(cause));
  }

  #release(pending: Pending): void {
    clearTimeout(pending.timer);
    this.#pending = null;
  }
}

function broken(cause: unknown): Problem {
  return new Problem("speech_failed", "The built-in voice failed. Its next sentence may work.", {
    retryable: true,
    cause,
  });
}
