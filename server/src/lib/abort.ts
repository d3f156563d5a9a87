import { setTimeout as delay } from "node:timers/promises";

/** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/**
 * The outcome of `work`, or the signal's reason at once when it is aborted first. It does not stop
 * `work`; whatever becomes of it later is nobody's business any more.
 */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // Called for every word and every piece of speech: one promise, and no race of several.
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const onAbort = (): void => reject(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  const settled = (): void => signal.removeEventListener("abort", onAbort);
  work.then(
    (value) => {
      settled();
      resolve(value);
    },
    (error: unknown) => {
      settled();
      reject(error);
    },
  );
  return promise;
}

/**
 * A signal that fires with its parent, or with an error of its own when something takes too long:
 * `arm` before each wait, `disarm` when done.
 */
export class Watchdog {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(parent: AbortSignal) {
    this.signal = AbortSignal.any([parent, this.#controller.signal]);
  }

  /** Fires with `reason()` in `ms`, unless armed anew or disarmed before. */
  arm(ms: number, reason: () => Error): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(reason()), ms);
  }

  disarm(): void {
    clearTimeout(this.#timer);
  }

  /** Ends whatever listens to the signal, because nobody waits for it any more. */
  release(): void {
    this.disarm();
    this.#controller.abort();
  }
}
