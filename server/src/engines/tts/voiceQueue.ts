import { Problem } from "../../lib/problem.ts";
import type { FliteThread, Spoken, Utterance } from "./fliteThread.ts";

interface Waiting {
  utterance: Utterance;
  signal: AbortSignal;
  settle: PromiseWithResolvers<Spoken>;
  onAbort: () => void;
}

/**
 * Shares a few threads among all who want something spoken, first come, first served. Everybody asks
 * for one clause at a time, so long texts and short ones take turns.
 */
export class VoiceQueue {
  readonly #threads: readonly FliteThread[];
  readonly #capacity: number;
  readonly #waiting = new Set<Waiting>();
  #closed = false;

  constructor(threads: readonly FliteThread[], capacity: number) {
    this.#threads = threads;
    this.#capacity = capacity;
  }

  /** Rejects with the signal's reason at once; a text that a thread is at already is then for nobody. */
  async speak(utterance: Utterance, signal: AbortSignal): Promise<Spoken> {
    signal.throwIfAborted();
    if (this.#closed) throw new Problem("speech_failed", "The server is shutting down.");
    if (this.#waiting.size >= this.#capacity) {
      throw new Problem("speech_failed", "The built-in voice has too much to say. Try again.", {
        retryable: true,
      });
    }
    const settle = Promise.withResolvers<Spoken>();
    const waiting: Waiting = { utterance, signal, settle, onAbort: () => this.#drop(waiting) };
    signal.addEventListener("abort", waiting.onAbort, { once: true });
    this.#waiting.add(waiting);
    this.#serve();
    try {
      return await settle.promise;
    } finally {
      signal.removeEventListener("abort", waiting.onAbort);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#waiting) {
      waiting.settle.reject(new Problem("speech_failed", "The server is shutting down."));
    }
    this.#waiting.clear();
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #serve(): void {
    for (const thread of this.#threads) {
      const [next] = this.#waiting;
      if (!next) return;
      if (thread.busy) continue;
      this.#waiting.delete(next);
      thread
        .run(next.utterance)
        .then(next.settle.resolve, next.settle.reject)
        .finally(() => this.#serve());
    }
  }

  #drop(waiting: Waiting): void {
    this.#waiting.delete(waiting);
    waiting.settle.reject(waiting.signal.reason);
  }
}
