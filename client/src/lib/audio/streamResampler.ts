/**
 * Brings the pieces of one stream from one sample rate to another, on straight lines between its
 * samples and without a seam between its pieces. Rates are whole numbers.
 */
export class StreamResampler {
  readonly #fromRate: number;
  readonly #toRate: number;
  /** The sample before the piece that comes next. */
  #last = 0;
  /**
   * Where the next sample to be made lies after `#last`. A whole number of samples times `#toRate`, so
   * that nothing is ever rounded.
   */
  #next: number;

  constructor(fromRate: number, toRate: number) {
    this.#fromRate = fromRate;
    this.#toRate = toRate;
    this.#next = toRate;
  }

  /** The next piece. What lies behind its last sample comes with the one after. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    const end = samples.length * this.#toRate;
    const count = Math.max(0, Math.floor((end - this.#next) / this.#fromRate) + 1);
    const out = new Float32Array(count);
    for (let index = 0; index < count; index += 1) {
      const at = this.#next + index * this.#fromRate;
      const whole = Math.floor(at / this.#toRate);
      const before = whole === 0 ? this.#last : (samples[whole - 1] ?? 0);
      const after = samples[whole] ?? before;
      out[index] = before + ((after - before) * (at % this.#toRate)) / this.#toRate;
    }
    this.#next += count * this.#fromRate - end;
    this.#last = samples.at(-1) ?? this.#last;
    return out;
  }
}
