/** Zero crossings of the filter on each side: the more, the steeper. */
const CROSSINGS = 16;
/** The filter begins to close a little below the highest tone that fits, so as to be shut at it. */
const CUTOFF = 0.92;

/**
 * Brings the pieces of one stream from one sample rate to another without a seam between them, and
 * takes out the tones that the lower of the two rates has no room for: a windowed sinc, one set of
 * weights for each place that an output sample can have between two input samples. Rates are whole
 * numbers. The output lags by half the filter, a millisecond.
 */
export class LowPassResampler {
  readonly #from: number;
  readonly #to: number;
  /** Weights by phase; each set as long as the filter. */
  readonly #weights: Float32Array[];
  readonly #length: number;
  /** The last input samples, as many as the filter is long, in two copies so that they lie in one piece. */
  readonly #history: Float32Array;
  #at = 0;
  /** How far the next output sample lies ahead of the newest input sample, in steps of 1 / `#to`. */
  #ahead = 0;

  constructor(fromRate: number, toRate: number) {
    const divisor = greatestCommonDivisor(fromRate, toRate);
    this.#from = fromRate / divisor;
    this.#to = toRate / divisor;
    const cutoff = CUTOFF * Math.min(1, toRate / fromRate);
    const half = Math.ceil(CROSSINGS / cutoff);
    this.#length = 2 * half;
    this.#history = new Float32Array(2 * this.#length);
    this.#weights = Array.from({ length: this.#to }, (_, phase) =>
      weightsOf(phase / this.#to, half, cutoff),
    );
  }

  /** Calls `take` with each sample that can be made by now. */
  push(samples: Float32Array, take: (sample: number) => void): void {
    for (const sample of samples) {
      this.#history[this.#at] = sample;
      this.#history[this.#at + this.#length] = sample;
      this.#at = (this.#at + 1) % this.#length;
      while (this.#ahead < this.#to) {
        take(this.#sampleAt(this.#ahead));
        this.#ahead += this.#from;
      }
      this.#ahead -= this.#to;
    }
  }

  #sampleAt(phase: number): number {
    const weights = this.#weights[phase];
    let sum = 0;
    for (let index = 0; index < this.#length; index += 1) {
      sum += (weights?.[index] ?? 0) * (this.#history[this.#at + index] ?? 0);
    }
    return sum;
  }
}

/** For an output sample that lies `offset` of an input sample behind the middle of the filter. */
function weightsOf(offset: number, half: number, cutoff: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * half }, (_, index) => {
    const distance = index - (half - 1) - offset;
    return sinc(distance * cutoff) * window(distance / half);
  });
  // Where nothing changes, nothing is to be changed.
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Blackman's, from -1 to 1. */
function window(x: number): number {
  if (Math.abs(x) >= 1) return 0;
  return 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
