import { setImmediate as nextLoop } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { VOICE_WINDOW } from "./port.ts";
import { SileroMemory, SileroModel } from "./sileroModel.ts";
import { SileroJobs, type SileroAnswer, type SileroJob } from "./sileroProtocol.ts";

/** So many streams are judged in one run: more saves no time, and makes the others wait. */
const MOST_AT_ONCE = 32;

/** What a stream has sent and what has come of it so far. */
interface Work {
  samples: Int16Array;
  probabilities: number[];
}

/** Judges one window of each stream that has any left, run by run, until there are none. */
class SileroServer {
  readonly #model: SileroModel;
  readonly #memories = new Map<number, SileroMemory>();
  readonly #work = new Map<number, Work>();
  #isRunning = false;

  constructor(model: SileroModel) {
    this.#model = model;
  }

  take(jobs: readonly SileroJob[]): void {
    for (const job of jobs) {
      if ("closed" in job) {
        this.#memories.delete(job.stream);
        this.#work.delete(job.stream);
      } else {
        this.#work.set(job.stream, { samples: job.samples, probabilities: [] });
      }
    }
  }

  async run(answer: (answers: SileroAnswer[]) => void): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#work.size > 0) {
      const answers = await this.#runOnce([...this.#work].slice(0, MOST_AT_ONCE));
      if (answers.length > 0) answer(answers);
      // Others may have sent something meanwhile.
      await nextLoop();
    }
    this.#isRunning = false;
  }

  async #runOnce(batch: readonly (readonly [number, Work])[]): Promise<SileroAnswer[]> {
    const windows = batch.map(([stream, { samples, probabilities }]) => {
      const memory = this.#memories.get(stream) ?? new SileroMemory();
      this.#memories.set(stream, memory);
      const at = probabilities.length * VOICE_WINDOW;
      return { memory, window: samples.subarray(at, at + VOICE_WINDOW) };
    });
    const heard = await this.#model.judge(windows);
    const answers: SileroAnswer[] = [];
    for (const [at, [stream, work]] of batch.entries()) {
      work.probabilities.push(heard[at] ?? 0);
      // To the end of the line, so that beyond the most at once each has its turn.
      this.#work.delete(stream);
      if (work.probabilities.length * VOICE_WINDOW < work.samples.length) {
        this.#work.set(stream, work);
      } else {
        answers.push({ stream, probabilities: work.probabilities });
      }
    }
    return answers;
  }
}

async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const server = new SileroServer(await SileroModel.load());
  port.on("message", (raw: unknown) => {
    server.take(SileroJobs.parse(raw));
    // A failure ends the thread: whoever waits is told, and the next job starts another one.
    void server.run((answers) => port.postMessage(answers));
  });
}

if (parentPort) await serve(parentPort);
