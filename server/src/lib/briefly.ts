interface Kept<T> {
  value: Promise<T>;
  untilMs: number;
}

/** Keeps what was read for a while, by key. Whoever asks meanwhile shares it, while it is being read too. */
export class Briefly<T> {
  readonly #read: (key: string) => Promise<T>;
  readonly #forMs: number;
  readonly #kept = new Map<string, Kept<T>>();

  constructor(read: (key: string) => Promise<T>, forMs: number) {
    this.#read = read;
    this.#forMs = forMs;
  }

  get(key: string, nowMs = performance.now()): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept && nowMs < kept.untilMs) return kept.value;
    const value = this.#read(key);
    const fresh = { value, untilMs: nowMs + this.#forMs };
    this.#kept.set(key, fresh);
    // What could not be read is read anew by the next one; who asked for this one is told.
    value.catch(() => {
      if (this.#kept.get(key) === fresh) this.#kept.delete(key);
    });
    return value;
  }

  /** It is different now. */
  forget(key: string): void {
    this.#kept.delete(key);
  }
}
