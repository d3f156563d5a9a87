import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { SIGN_BYTES, SIGNS } from "./signs.ts";

/** Address 0 has the signs that are asked for, then come the distances of a block of rows, then all rows. */
const DISTANCES_AT = SIGN_BYTES;
const PAGE_BYTES = 65_536;
const ROWS_AT = PAGE_BYTES;
/** After so many the event loop has its turn, half a millisecond later; their distances fit in before the rows. */
const BLOCK = 16_384;

const compiled = new WebAssembly.Module(readFileSync(new URL("hamming.wasm", import.meta.url)));

/** What hamming.wat exports. */
interface Hamming {
  memory: WebAssembly.Memory;
  compare: (row: number, count: number, out: number) => unknown;
}

/** The signs of many passages, held in memory: so small that all of them are compared with those of a query. */
export class HeldSigns {
  readonly #hamming = newHamming();
  /** By row; the rows of passages have no gaps. */
  readonly #ids: string[] = [];
  readonly #rows = new Map<string, number>();

  get size(): number {
    return this.#ids.length;
  }

  /** Holds these signs of a passage in place of those before; tells whether they are different. */
  put(id: string, signs: Uint8Array): boolean {
    const known = this.#rows.get(id);
    if (known !== undefined && Buffer.compare(this.#at(known), signs) === 0) return false;
    const row = known ?? this.#ids.length;
    if (known === undefined) {
      this.#reserve(row + 1);
      this.#ids.push(id);
      this.#rows.set(id, row);
    }
    this.#at(row).set(signs);
    return true;
  }

  /** The last row takes the place of the passage's; tells whether it was held. */
  remove(id: string): boolean {
    const row = this.#rows.get(id);
    if (row === undefined) return false;
    const lastId = this.#ids.pop();
    this.#rows.delete(id);
    if (lastId !== undefined && lastId !== id) {
      this.#at(row).set(this.#at(this.#ids.length));
      this.#ids[row] = lastId;
      this.#rows.set(lastId, row);
    }
    return true;
  }

  /**
   * The passages whose signs differ least from these, nearest first. If what is held changes meanwhile,
   * some may be missing.
   */
  async nearest(asked: Uint8Array, most: number): Promise<string[]> {
    const distances = await this.#distancesFrom(asked);
    const farthest = distanceOfNearest(distances, most);
    const near: { id: string; distance: number }[] = [];
    for (let row = 0; row < distances.length; row += 1) {
      const distance = distances[row] ?? SIGNS;
      const id = this.#ids[row];
      if (distance <= farthest && id !== undefined) near.push({ id, distance });
    }
    near.sort((one, other) => one.distance - other.distance);
    return near.slice(0, most).map(({ id }) => id);
  }

  /** By row. */
  async #distancesFrom(asked: Uint8Array): Promise<Uint16Array> {
    const { memory, compare } = this.#hamming;
    const { size } = this;
    const distances = new Uint16Array(size);
    for (let from = 0; from < size; from += BLOCK) {
      await setImmediate();
      const count = Math.min(BLOCK, size - from);
      new Uint8Array(memory.buffer).set(asked);
      compare(ROWS_AT + from * SIGN_BYTES, count, DISTANCES_AT);
      distances.set(new Uint16Array(memory.buffer, DISTANCES_AT, count), from);
    }
    return distances;
  }

  #at(row: number): Uint8Array {
    return new Uint8Array(this.#hamming.memory.buffer, ROWS_AT + row * SIGN_BYTES, SIGN_BYTES);
  }

  /** Makes room for so many rows, and a quarter more. */
  #reserve(rows: number): void {
    const { memory } = this.#hamming;
    const has = memory.buffer.byteLength;
    if (ROWS_AT + rows * SIGN_BYTES <= has) return;
    memory.grow(Math.ceil(has / 4 / PAGE_BYTES));
  }
}

/** No more than so far away are so many. */
function distanceOfNearest(distances: Uint16Array, most: number): number {
  const counts = new Uint32Array(SIGNS + 1);
  for (let row = 0; row < distances.length; row += 1) {
    const distance = distances[row] ?? SIGNS;
    counts[distance] = (counts[distance] ?? 0) + 1;
  }
  let farthest = 0;
  for (let sum = counts[0] ?? 0; sum < most && farthest < SIGNS; sum += counts[farthest] ?? 0) {
    farthest += 1;
  }
  return farthest;
}

function newHamming(): Hamming {
  const { memory, compare } = new WebAssembly.Instance(compiled).exports;
  if (!(memory instanceof WebAssembly.Memory) || !isFunction(compare)) {
    throw new Error("hamming.wasm is not what hamming.wat says.");
  }
  return { memory, compare };
}

function isFunction(value: unknown): value is (...values: number[]) => unknown {
  return typeof value === "function";
}
