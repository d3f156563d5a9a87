/** Cuts a stream of samples into whole windows, whatever the length of the pieces it comes in. */
export class Windows {
  readonly #length: number;
  #rest = new Int16Array(0);

  /** `length`: of a window, in samples. */
  constructor(length: number) {
    this.#length = length;
  }

  /** The windows that are whole now, one after the other, in memory of their own; none may be. */
  add(samples: Int16Array): Int16Array<ArrayBuffer> {
    const total = this.#rest.length + samples.length;
    const all = new Int16Array(total);
    all.set(this.#rest);
    all.set(samples, this.#rest.length);
    const end = total - (total % this.#length);
    this.#rest = all.slice(end);
    return all.slice(0, end);
  }
}
