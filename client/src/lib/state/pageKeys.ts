export interface KeyActions {
  /** Begins what the page lists. */
  new?: () => void;
  search?: () => void;
  /** Finds anything, wherever one is. */
  palette?: () => void;
}

/** What keys do, where it depends on what is open; buttons can do the same. */
export class PageKeys {
  readonly #pages: KeyActions[] = [];

  /** Returns what ends it: give it to `$effect` as it is. */
  provide(actions: KeyActions): () => void {
    this.#pages.push(actions);
    return () => {
      this.#pages.splice(this.#pages.indexOf(actions), 1);
    };
  }

  /** Returns false where no page that is open has anything of its own to do. */
  run(name: keyof KeyActions): boolean {
    const action = this.#pages.findLast((actions) => actions[name])?.[name];
    action?.();
    return action !== undefined;
  }
}
