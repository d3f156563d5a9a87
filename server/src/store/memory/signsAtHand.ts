import type { Log } from "../../lib/log.ts";
import type { Db } from "../db.ts";
import type { PassageFilter } from "./filter.ts";
import { COMPARED, findAmong, findNearest, type Embedding, type Near } from "./nearest.ts";
import type { SpaceOf } from "./newSigns.ts";
import { signsOf } from "./signs.ts";
import { SignSpace } from "./signSpace.ts";

/** So many that are near are compared as they are, those of them that pass the filter. */
const CANDIDATES = 2 * COMPARED;
/** So often what is near is looked for again, because it was another when the database was asked. */
const ROUNDS = 3;
/** For so many passages of all people the memory is there: some 400 bytes each. */
const MOST_HELD = 250_000;
/** For so many people; a process can have some 13 000 memories for WebAssembly, each with its own addresses. */
const MOST_SPACES = 2000;

interface Holding {
  space: SignSpace;
  reading: Promise<void>;
}

/**
 * The signs of passages in the memory of this process, where a hundred thousand are compared in a few
 * milliseconds; the database takes several times as long to read them. It is asked what has been written
 * since, and which of the nearest pass the filter. Where too few do, where there are too many signs, and
 * while they are not read yet, the database finds the way alone.
 */
export class SignsAtHand {
  readonly #db: Db;
  readonly #log: Log;
  readonly #mostHeld: number;
  readonly #mostSpaces: number;
  /** By whose and which they are, those last that were asked last; null: too many to be held. */
  readonly #holdings = new Map<string, Holding | null>();
  #isClosing = false;

  constructor(db: Db, log: Log, { mostHeld = MOST_HELD, mostSpaces = MOST_SPACES } = {}) {
    this.#db = db;
    this.#log = log;
    this.#mostHeld = mostHeld;
    this.#mostSpaces = mostSpaces;
  }

  /** How many passages have their signs here. */
  get size(): number {
    return [...this.#holdings.values()].reduce((sum, held) => sum + (held?.space.size ?? 0), 0);
  }

  /** The passages nearest to a vector, nearest first. */
  async find(filter: PassageFilter, embedding: Embedding): Promise<Near[]> {
    const space = isNarrow(filter) ? null : this.#space(filter.ownerId, embedding);
    const found = space && (await this.#findIn(space, filter, embedding));
    return found ?? findNearest(this.#db, filter, embedding);
  }

  /** Reads the signs, unless they are here. Never rejects: without them the database answers. */
  async hold(of: SpaceOf): Promise<void> {
    const key = keyOf(of);
    const held = this.#holdings.get(key);
    if (held === null || this.#isClosing) return;
    if (held && !held.space.isOvergrown) return held.reading;
    const space = new SignSpace(of);
    const reading = this.#read(key, space);
    this.#holdings.set(key, { space, reading });
    await reading;
  }

  /** What is being read is not read to its end. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const held of this.#holdings.values()) await held?.reading;
  }

  /** Null: they are not here. */
  #space(ownerId: string, { model, vector }: Embedding): SignSpace | null {
    const of = { ownerId, model, dimensions: vector.length };
    void this.hold(of);
    const held = this.#holdings.get(keyOf(of));
    if (!held?.space.isRead) return null;
    this.#holdings.delete(keyOf(of));
    this.#holdings.set(keyOf(of), held);
    return held.space;
  }

  /** Null: the filter lets too few of them through, or they change all the time. */
  async #findIn(
    space: SignSpace,
    filter: PassageFilter,
    embedding: Embedding,
  ): Promise<Near[] | null> {
    const signs = signsOf(embedding.vector);
    let { changes } = space;
    let ids = await space.nearest(signs, CANDIDATES);
    let askedAbout: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [isUpToDate, { near, compared }] = await Promise.all([
        space.update(this.#db, askedAbout),
        findAmong(this.#db, filter, embedding, ids),
      ]);
      const isAsItWas = changes === space.changes;
      ({ changes } = space);
      const now = isAsItWas ? ids : await space.nearest(signs, CANDIDATES);
      const isSame = ids.length === now.length && ids.every((id, at) => id === now[at]);
      const isEnough = compared >= COMPARED || ids.length < CANDIDATES;
      if (isUpToDate && isSame && changes === space.changes) {
        if (isEnough) return near;
        // Those that do not pass may be gone.
        if (askedAbout.length > 0) return null;
      }
      askedAbout = isEnough ? [] : now;
      ids = now;
    }
    return null;
  }

  async #read(key: string, space: SignSpace): Promise<void> {
    try {
      while (!space.isRead && !this.#isClosing) {
        await space.update(this.#db);
        if (space.size > this.#mostHeld) {
          this.#holdings.set(key, null);
          return;
        }
      }
      this.#makeRoom(key);
    } catch (error) {
      this.#holdings.delete(key);
      this.#log.warn(
        { err: error },
        "The signs of passages could not be read; the next search tries again",
      );
    }
  }

  /** Lets go of those that were not asked for the longest time. */
  #makeRoom(newest: string): void {
    for (const [key, held] of this.#holdings) {
      if (!this.#isFull) return;
      if (held?.space.isRead && key !== newest) this.#holdings.delete(key);
    }
  }

  get #isFull(): boolean {
    const spaces = [...this.#holdings.values()].filter((held) => held !== null);
    return this.size > this.#mostHeld || spaces.length > this.#mostSpaces;
  }
}

const keyOf = ({ ownerId, model, dimensions }: SpaceOf): string =>
  `${ownerId} ${dimensions} ${model}`;

/** What lets few passages through, the database finds by that. */
function isNarrow({ projectId, required, kind, from, to }: PassageFilter): boolean {
  return Boolean(projectId ?? required ?? kind ?? from ?? to);
}
