import { abortable } from "./abort.ts";

/**
 * A queue between one producer and one consumer that holds at most `capacity` values: `push` waits
 * for space, so a slow consumer slows its producer and memory stays bounded.
 */
export class BoundedQueue<T> {
  readonly #capacity: number;
  readonly #values: T[] = [];
  #closed = false;
  #failure: { error: unknown } | null = null;
  #wake = Promise.withResolvers<void>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get length(): number {
    return this.#values.length;
  }

  /**
   * Adds a value, waiting while the queue is full. False: the queue is closed, nobody will take it.
   * Rejects with the signal's reason when that is aborted first.
   */
  async push(value: T, signal?: AbortSignal): Promise<boolean> {
    while (!this.#closed && this.#values.length >= this.#capacity) await this.#change(signal);
    if (this.#closed) return false;
    this.#values.push(value);
    this.#changed();
    return true;
  }

  /** No further values. What is queued can still be taken. */
  close(): void {
    this.#closed = true;
    this.#changed();
  }

  /** No further values, because of an error: the consumer gets it after what is queued. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.close();
  }

  /** The consumer wants no more: what is queued is dropped, and producers are told by `push`. */
  cancel(): void {
    this.#values.length = 0;
    this.close();
  }

  /** The values in order, until the queue is closed and empty. Leaving the loop cancels the queue. */
  async *values(signal?: AbortSignal): AsyncGenerator<T, void, undefined> {
    try {
      for (;;) {
        signal?.throwIfAborted();
        const [value] = this.#values;
        if (this.#values.length > 0 && value !== undefined) {
          this.#values.shift();
          this.#changed();
          yield value;
        } else if (this.#failure) {
          throw this.#failure.error;
        } else if (this.#closed) {
          return;
        } else {
          await this.#change(signal);
        }
      }
    } finally {
      this.cancel();
    }
  }

  #changed(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }

  async #change(signal: AbortSignal | undefined): Promise<void> {
    const { promise } = this.#wake;
    await (signal ? abortable(promise, signal) : promise);
  }
}
