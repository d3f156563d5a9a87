/**
 * Brings the pieces of one stream from one sample rate to another, on straight lines between its
 * samples and without a seam between its pieces.
 */
export class StreamResampler {
  readonly #step: number;
  /** Where the next sample lies, in samples of the source, counted from `#last`. */
  #position = 1;
  #last = 0;

  constructor(fromRate: number, toRate: number) {
    this.#step = fromRate / toRate;
  }

  /** The next piece. What lies behind its last sample comes with the one after. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    const count = Math.max(0, Math.floor((samples.length - this.#position) / this.#step) + 1);
    const out = new Float32Array(count);
    for (let index = 0; index < count; index += 1) {
      const position = this.#position + index * this.#step;
      const whole = Math.floor(position);
      const before = whole === 0 ? this.#last : (samples[whole - 1] ?? 0);
      const after = samples[whole] ?? before;
      out[index] = before + (after - before) * (position - whole);
    }
    this.#position += count * this.#step - samples.length;
    this.#last = samples.at(-1) ?? this.#last;
    return out;
  }
}
