import { VOICE_WINDOW, type SpeechDetector, type SpeechStream } from "./port.ts";
import { SileroThread } from "./sileroThread.ts";
import { Windows } from "../../lib/windows.ts";

/** Silero's neural network, in a thread that all streams share and that ends when there are none. */
export class SileroDetector implements SpeechDetector {
  readonly name = "Silero";
  readonly #thread: SileroThread;

  constructor(thread = new SileroThread()) {
    this.#thread = thread;
  }

  open(): SpeechStream {
    return new SileroStream(this.#thread);
  }

  /** Ends the thread; what it is at fails. */
  async close(): Promise<void> {
    await this.#thread.close();
  }
}

class SileroStream implements SpeechStream {
  readonly #thread: SileroThread;
  readonly #id: number;
  readonly #windows = new Windows(VOICE_WINDOW);
  #previous: Promise<unknown> = Promise.resolve();

  constructor(thread: SileroThread) {
    this.#thread = thread;
    this.#id = thread.open();
  }

  push(samples: Int16Array): Promise<readonly number[]> {
    const whole = this.#windows.add(samples);
    if (whole.length === 0) return Promise.resolve([]);
    const heard = this.#previous.then(() => this.#thread.judge(this.#id, whole));
    // Of a failure the one whose samples they were is told; the next ones are judged all the same.
    this.#previous = heard.catch(() => undefined);
    return heard;
  }

  close(): void {
    this.#thread.release(this.#id);
  }
}
