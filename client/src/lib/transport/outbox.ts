import { ClientProblem } from "./clientProblem.ts";
import type { Link } from "./link.ts";

/** Something that must reach the server, however often the connection is lost on the way. */
export interface Delivery {
  readonly id: string;
  /**
   * Hands it over, from its beginning. Rejects with a `ClientProblem` when the server refuses it; any
   * other rejection means that it is to be delivered again over the next link.
   */
  deliver(link: Link): Promise<void>;
  refused(problem: ClientProblem): void;
}

const RETRY_MS = 2000;
const MAX_ATTEMPTS = 5;

/**
 * Keeps deliveries until the server has them, in order, and begins them again with the same ids over
 * each new link.
 */
export class Outbox {
  readonly #waiting = new Map<string, Delivery>();
  readonly #onChange: (waiting: number) => void;
  #link: Link | null = null;

  constructor(onChange: (waiting: number) => void = () => undefined) {
    this.#onChange = onChange;
  }

  add(delivery: Delivery): void {
    this.#waiting.set(delivery.id, delivery);
    this.#onChange(this.#waiting.size);
    if (this.#link) void this.#deliver(delivery, this.#link);
  }

  /** It is not to be delivered any more. */
  remove(id: string): void {
    if (this.#waiting.delete(id)) this.#onChange(this.#waiting.size);
  }

  /** A connection is there: everything that waits goes out over it. */
  connect(link: Link): void {
    this.#link = link;
    for (const delivery of this.#waiting.values()) void this.#deliver(delivery, link);
  }

  disconnect(): void {
    this.#link = null;
  }

  async #deliver(delivery: Delivery, link: Link): Promise<void> {
    for (let attempt = 1; this.#isCurrent(delivery, link); attempt += 1) {
      try {
        await delivery.deliver(link);
        if (this.#waiting.get(delivery.id) === delivery) this.remove(delivery.id);
        return;
      } catch (error) {
        // Without an answer from the server nobody knows whether it has it; the next link will tell.
        if (link.signal.aborted) return;
        const problem = error instanceof ClientProblem ? error : null;
        if (problem && (!problem.retryable || attempt === MAX_ATTEMPTS)) {
          this.remove(delivery.id);
          delivery.refused(problem);
          return;
        }
        await pause(RETRY_MS, link.signal);
      }
    }
  }

  #isCurrent(delivery: Delivery, link: Link): boolean {
    return !link.signal.aborted && this.#waiting.get(delivery.id) === delivery;
  }
}

/** Resolves after the time, or as soon as the signal is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener("abort", done);
  });
}
