import { once } from "../once.ts";
import { ClientProblem } from "../transport/clientProblem.ts";
import type { Page } from "../transport/rest/projects.ts";

/** Fetches a part of a list. */
type Fetch<T> = (part: { limit: number; cursor: string | null }) => Promise<Page<T>>;

const PART = 50;
const LARGEST_PART = 200;
/** Changes that come together are fetched together. */
const GATHER_MS = 200;

/**
 * A list that is fetched as far as it is looked at. What comes again, because something moved between two
 * parts, is shown once: `keyOf` says what is the same.
 */
export class PagedList<T> {
  /** Null: not there yet. */
  items = $state.raw<readonly T[] | null>(null);
  problem = $state.raw<ClientProblem | null>(null);
  isLoading = $state(false);
  #cursor = $state.raw<string | null>(null);
  #fetch: Fetch<T> | null = null;
  #request = 0;
  #refreshing: ReturnType<typeof setTimeout> | null = null;
  readonly #keyOf: (item: T) => string;

  constructor(keyOf: (item: T) => string) {
    this.#keyOf = keyOf;
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** Shows another list; what is shown stays until that is there. */
  show(fetch: Fetch<T>): Promise<void> {
    this.#fetch = fetch;
    return this.#load(fetch, [], null, PART);
  }

  /** Shows more of it. */
  async more(): Promise<void> {
    if (!this.#fetch || this.#cursor === null || this.isLoading) return;
    await this.#load(this.#fetch, this.items ?? [], this.#cursor, (this.items?.length ?? 0) + 1);
  }

  /** Fetches again what is shown. */
  refresh(): Promise<void> {
    if (!this.#fetch) return Promise.resolve();
    return this.#load(this.#fetch, [], null, Math.max(PART, this.items?.length ?? 0));
  }

  /** Fetches it again in a moment: something in it may have changed. */
  refreshSoon(): void {
    this.#refreshing ??= setTimeout(() => {
      this.#refreshing = null;
      void this.refresh();
    }, GATHER_MS);
  }

  /** Goes on after `items` until there are `count`. Only the answer to the newest request is shown. */
  async #load(
    fetch: Fetch<T>,
    items: readonly T[],
    cursor: string | null,
    count: number,
  ): Promise<void> {
    const request = (this.#request += 1);
    this.isLoading = true;
    try {
      let loaded = items;
      do {
        const limit = Math.min(LARGEST_PART, Math.max(PART, count - loaded.length));
        const page = await fetch({ limit, cursor });
        if (request !== this.#request) return;
        loaded = once([...loaded, ...page.items], this.#keyOf);
        cursor = page.nextCursor;
      } while (cursor !== null && loaded.length < count);
      this.items = loaded;
      this.#cursor = cursor;
      this.problem = null;
    } catch (error) {
      if (request === this.#request) this.problem = ClientProblem.from(error);
    } finally {
      if (request === this.#request) this.isLoading = false;
    }
  }
}

/** Most things are the same by their id. */
export const byId = ({ id }: { id: string }): string => id;
