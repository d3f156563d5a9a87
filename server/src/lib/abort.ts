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
export async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<null>();
  const onAbort = (): void => aborted.resolve(null);
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const outcome = await Promise.race([work.then((value) => ({ value })), aborted.promise]);
    if (outcome) return outcome.value;
    signal.throwIfAborted();
    throw new Error("A signal said it was aborted and was not.");
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
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
