import { setImmediate } from "node:timers/promises";
import { sleep } from "../lib/abort.ts";
import type { Log } from "../lib/log.ts";
import { OneAtATime } from "../lib/oneAtATime.ts";
import { Problem } from "../lib/problem.ts";
import type { Db, Tx } from "../store/db.ts";
import { forgetWords, replaceChunks } from "../store/memory/chunks.ts";
import { findUnembedded, postponeEmbedding, writeEmbeddings } from "../store/memory/embeddings.ts";
import { ensureCurrentGraph, ensureOlderGraph, interruptGraphs } from "../store/memory/graphs.ts";
import {
  backlog,
  finishJob,
  postponeJob,
  releaseJobs,
  takeJobs,
  type Backlog,
  type Job,
} from "../store/memory/jobs.ts";
import { embeddedText } from "./chunk.ts";
import type { Embedder } from "./embedder.ts";
import { readSource, type SourceState } from "./sources.ts";
import { keepTold } from "./takeaways/keepTold.ts";
import { readTold } from "./takeaways/told.ts";

const IDLE_MS = 1000;
/** After work it rests so many times as long: whoever talks comes first, and shares the database with it. */
const REST = 4;
/** And no longer than this: of the time that a provider took nobody had less. */
const LONGEST_REST_MS = 1000;
const JOBS_AT_ONCE = 16;
const PASSAGES_AT_ONCE = 64;
/** So many vectors are written in one statement: whoever talks waits no longer than for these. */
const VECTORS_AT_ONCE = 8;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10 * 60_000;
/** So long a search waits for what was written just before it. */
const SETTLE_MS = 400;

interface IndexerOptions {
  settleMs?: number;
  /** From so many passages on those that are current have a graph; without it their signs are read one by one. */
  graphFrom?: number | null;
  /** Other decisions and lessons are known of the project than before. */
  ontold?: (projectId: string) => void;
}

/**
 * Reads what has changed into the memory, in the background: the jobs that the database keeps, then
 * the passages that have no embedding of the present model. Nothing is lost with the process: a job is
 * done in the transaction that writes its passages, and a passage without an embedding says so itself.
 */
export class Indexer {
  readonly #db: Db;
  readonly #embedder: Embedder;
  readonly #log: Log;
  readonly #closing = new AbortController();
  readonly #indexed = new Set<string>();
  readonly #settleMs: number;
  readonly #graphFrom: number | null;
  readonly #tell: (projectId: string) => void;
  readonly #reading = new OneAtATime(() => this.#read());
  readonly #embedding = new OneAtATime(() => this.#embed());
  #running: Promise<void> = Promise.resolve();
  #batch = PASSAGES_AT_ONCE;
  #failures = 0;
  #embedsFrom = 0;
  /** Whether passages were forgotten since it was looked which words nothing says any more. */
  #hasForgotten = false;
  /** Whether passages were embedded since it was looked whether they are enough for a graph. */
  #hasGrown = true;
  #graph: Promise<void> | null = null;

  constructor(db: Db, embedder: Embedder, log: Log, options: IndexerOptions = {}) {
    const { settleMs = SETTLE_MS, graphFrom = null, ontold = () => undefined } = options;
    this.#settleMs = settleMs;
    this.#graphFrom = graphFrom;
    this.#tell = ontold;
    this.#db = db;
    this.#embedder = embedder;
    this.#log = log;
  }

  start(): void {
    this.#running = this.#run();
  }

  async close(): Promise<void> {
    this.#closing.abort(new DOMException("The server is stopping.", "AbortError"));
    if (this.#graph) await interruptGraphs(this.#db);
    await this.#running;
    await Promise.all([this.#reading.idle(), this.#embedding.idle(), this.#graph]);
  }

  backlog(): Promise<Backlog> {
    return backlog(this.#db, this.#embedder.current.model);
  }

  /** Reads and embeds everything that was written until now. Rejects where that cannot be done. */
  async index(): Promise<void> {
    while ((await this.#reading.run()) + (await this.#embedding.run()) > 0);
    await this.#forgetWords();
    this.#growGraph();
    await this.#graph;
  }

  /** Reads what was written until now, as far as it can be done at once and without the network. */
  async settle(): Promise<void> {
    const until = performance.now() + this.#settleMs;
    const drain = async (pass: OneAtATime<number>): Promise<void> => {
      // What is under way may have begun before the write that is to be found.
      await pass.idle();
      while (performance.now() < until && (await pass.run()) > 0);
    };
    await drain(this.#reading);
    if (this.#embedder.current.isLocal) await drain(this.#embedding);
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    await releaseJobs(this.#db).catch((error: unknown) => {
      this.#log.warn({ err: error }, "What an earlier process was reading has to wait");
    });
    while (!this.#isClosing()) {
      try {
        const startedAtMs = performance.now();
        const done = (await this.#reading.run()) + (await this.#embedding.run());
        const restMs = Math.min(LONGEST_REST_MS, REST * (performance.now() - startedAtMs));
        if (done === 0) await this.#forgetWords();
        this.#growGraph();
        await sleep(done > 0 ? restMs : IDLE_MS, signal);
      } catch (error) {
        if (this.#isClosing()) return;
        this.#log.warn(
          { err: error },
          "The memory could not be brought up to date; it is tried again",
        );
        await sleep(IDLE_MS, signal).catch(() => undefined);
      }
    }
  }

  /** Reads through all words: once after many that were forgotten, and while no job waits for it. */
  async #forgetWords(): Promise<void> {
    if (!this.#hasForgotten) return;
    this.#hasForgotten = false;
    await forgetWords(this.#db);
  }

  /** Lets the database make a graph of what is current, beside everything else. */
  #growGraph(): void {
    if (!this.#hasGrown || this.#graph || this.#graphFrom === null) return;
    this.#hasGrown = false;
    this.#graph = ensureCurrentGraph(this.#db, this.#embedder.current.model, this.#graphFrom)
      .catch((error: unknown) => {
        if (this.#isClosing()) return;
        this.#log.warn({ err: error }, "Passages have no graph; they are searched one by one");
      })
      .finally(() => {
        this.#graph = null;
      });
  }

  /** Does some jobs; resolves with how many. */
  async #read(): Promise<number> {
    const jobs = await takeJobs(this.#db, JOBS_AT_ONCE);
    for (const job of jobs) {
      this.#closing.signal.throwIfAborted();
      await this.#do(job);
    }
    return jobs.length;
  }

  async #do(job: Job): Promise<void> {
    try {
      const states = await readSource(this.#db, job);
      const told = await readTold(this.#db, job);
      const isDifferent = await this.#db.$transaction(async (tx) => {
        if (!(await finishJob(tx, job))) return false;
        await write(tx, job, states);
        return told !== null && (await keepTold(tx, told));
      });
      // A message that says too little is nothing that was deleted.
      if (states.length === 0 && job.kind !== "message") this.#hasForgotten = true;
      if (told && isDifferent) this.#tell(told.projectId);
    } catch (error) {
      this.#closing.signal.throwIfAborted();
      const waitMs = waitAfter(job.attempts);
      this.#log.warn(
        { err: error, kind: job.kind, sourceId: job.sourceId },
        "Something could not be read into the memory",
      );
      await postponeJob(this.#db, job, waitMs, Problem.from(error).message);
    }
  }

  /** Embeds some passages. Where that fails, fewer, down to one, which is put off. */
  async #embed(): Promise<number> {
    const embeddings = this.#embedder.current;
    if (!embeddings.isLocal && performance.now() < this.#embedsFrom) return 0;
    const passages = await findUnembedded(this.#db, embeddings.model, this.#batch);
    if (passages.length === 0) return 0;
    const { signal } = this.#closing;
    try {
      const vectors = await this.#embedder.embed(passages.map(embeddedText), signal);
      await this.#write(
        passages.map(({ id }) => id),
        vectors,
      );
      this.#failures = 0;
      this.#batch = Math.min(PASSAGES_AT_ONCE, this.#batch * 2);
      return passages.length;
    } catch (error) {
      signal.throwIfAborted();
      this.#failures += 1;
      const problem = Problem.from(error);
      const waitMs = problem.retryAfterMs ?? waitAfter(this.#failures);
      this.#embedsFrom = performance.now() + waitMs;
      this.#log.warn({ err: problem, failures: this.#failures }, "Passages could not be embedded");
      const [first] = passages;
      if (this.#batch === 1 && first && !problem.retryable) {
        await postponeEmbedding(this.#db, first.id, waitAfter(this.#failures + 6));
      }
      if (!problem.retryable) this.#batch = Math.max(1, Math.floor(this.#batch / 4));
      return 0;
    }
  }

  async #write(ids: readonly string[], vectors: readonly Float32Array[]): Promise<void> {
    const { model } = this.#embedder.current;
    const dimensions = vectors[0]?.length ?? 0;
    const name = `${model} ${dimensions}`;
    if (!this.#indexed.has(name)) await ensureOlderGraph(this.#db, model, dimensions);
    this.#indexed.add(name);
    this.#hasGrown = true;
    for (let at = 0; at < ids.length; at += VECTORS_AT_ONCE) {
      const rows = ids.slice(at, at + VECTORS_AT_ONCE).flatMap((id, index) => {
        const vector = vectors[at + index];
        return vector ? [{ id, vector }] : [];
      });
      await writeEmbeddings(this.#db, model, rows);
      await setImmediate();
    }
  }
}

async function write(tx: Tx, job: Job, states: readonly SourceState[]): Promise<void> {
  const source = { kind: job.kind, id: job.sourceId };
  for (const { chunks, keepsOld } of states) {
    await replaceChunks(tx, source, chunks, { keepsOld });
  }
  if (states.length === 0) await replaceChunks(tx, source, [], { keepsOld: false });
}

function waitAfter(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
}
