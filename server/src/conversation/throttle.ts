/** What is told whole each time needs telling no more often than this: the rest would only cost. */
const INTERVAL_MS = 250;

/** Lets the first value through at once, then the newest at most every INTERVAL_MS. */
export class Throttle<T> {
  readonly #emit: (value: T) => void;
  #newest: { value: T } | null = null;
  #emittedAt = Number.NEGATIVE_INFINITY;

  constructor(emit: (value: T) => void) {
    this.#emit = emit;
  }

  push(value: T): void {
    this.#newest = { value };
    if (performance.now() - this.#emittedAt >= INTERVAL_MS) this.flush();
  }

  /** Emits what is held back: to be called before anything else that happens is told. */
  flush(): void {
    if (!this.#newest) return;
    const { value } = this.#newest;
    this.#newest = null;
    this.#emittedAt = performance.now();
    this.#emit(value);
  }
}
