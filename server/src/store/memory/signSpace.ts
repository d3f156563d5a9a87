import type { Db } from "../db.ts";
import { HeldSigns } from "./heldSigns.ts";
import { MOST_NEW, readNewSigns, type NewSigns, type SpaceOf, type Written } from "./newSigns.ts";
import { SIGN_BYTES } from "./signs.ts";

const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
/** What is gone is found out only where it is near a query: so much may have been added until all is read anew. */
const GROWN = { times: 1.5, by: 1000 };

const before = (transaction: bigint): Written => ({ by: transaction - 1n, id: LAST_ID });

/**
 * The signs of a person's current passages, as this process has read them. Before it answers, whoever
 * asks it has it brought up to date: other processes write, too.
 */
export class SignSpace {
  readonly #of: SpaceOf;
  readonly #held = new HeldSigns();
  #after: Written = before(0n);
  /** What this pass over the pages of what is new has surely not seen; null: it has not begun. */
  #unseenFrom: bigint | null = null;
  /** How many were held when all had been read; null: that is not yet so. */
  #readAtFirst: number | null = null;
  #changes = 0;

  constructor(of: SpaceOf) {
    this.#of = of;
  }

  get size(): number {
    return this.#held.size;
  }

  /** With each change of what is held it is another number. */
  get changes(): number {
    return this.#changes;
  }

  /** Whether everything has been read once. */
  get isRead(): boolean {
    return this.#readAtFirst !== null;
  }

  /** Whether much of what is held may be gone. */
  get isOvergrown(): boolean {
    return this.#readAtFirst !== null && this.size > this.#readAtFirst * GROWN.times + GROWN.by;
  }

  /** If `changes` is another number then, some may be missing. */
  nearest(signs: Uint8Array, most: number): Promise<string[]> {
    return this.#held.nearest(signs, most);
  }

  /**
   * Takes in what was written since, and that these passages are gone if they are. Resolves with whether
   * all is held now that had been written when it was called; otherwise it wants to be called again.
   */
  async update(db: Db, askedAbout: readonly string[] = []): Promise<boolean> {
    const changes = this.#changes;
    const news = await readNewSigns(db, this.#of, this.#after, {
      isFirst: !this.isRead,
      askedAbout,
    });
    const isNothing = news.last === null && news.gone.length === 0;
    // Another update was faster: what this one brings may be older than what is held.
    if (changes !== this.#changes) return isNothing;
    this.#take(news);
    this.#unseenFrom ??= news.unseenFrom;
    if (news.last !== null && news.ids.length === MOST_NEW) {
      this.#after = news.last;
      return false;
    }
    this.#after = before(this.#unseenFrom);
    this.#unseenFrom = null;
    this.#readAtFirst ??= this.size;
    return true;
  }

  #take({ ids, signs, gone }: NewSigns): void {
    let isChanged = ids.length === MOST_NEW;
    for (const [at, id] of ids.entries()) {
      const from = at * SIGN_BYTES;
      if (this.#held.put(id, signs.subarray(from, from + SIGN_BYTES))) isChanged = true;
    }
    for (const id of gone) {
      if (this.#held.remove(id)) isChanged = true;
    }
    if (isChanged) this.#changes += 1;
  }
}
