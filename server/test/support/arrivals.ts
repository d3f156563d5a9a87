/** Generous: nothing that a test waits for takes this long, whatever else the machine does. */
export const WAIT_LIMIT_MS = 25_000;

/** Lets a test wait for something that arrives, without asking for it by the clock. */
export class Arrivals {
  readonly #watchers = new Set<() => void>();

  /** Something has arrived. */
  notify(): void {
    for (const watch of this.#watchers) watch();
  }

  /**
   * Resolves with what `look` finds: asked now, and whenever something has arrived. Rejects with what
   * it throws, and after WAIT_LIMIT_MS with what was `seen` instead.
   */
  async when<R>(what: string, seen: () => string, look: () => R | undefined): Promise<R> {
    const found = Promise.withResolvers<R>();
    const watch = (): void => {
      try {
        const result = look();
        if (result !== undefined) found.resolve(result);
      } catch (error) {
        found.reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const timer = setTimeout(() => {
      found.reject(new Error(`${what} did not come. What came last:\n${seen()}`));
    }, WAIT_LIMIT_MS);
    this.#watchers.add(watch);
    watch();
    try {
      return await found.promise;
    } finally {
      clearTimeout(timer);
      this.#watchers.delete(watch);
    }
  }
}
