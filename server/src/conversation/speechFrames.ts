/** The first speech leaves in short frames, so that it is heard at once. */
const SHORT_MS = 100;
/** With so much to play already, longer ones cost everybody less. */
const COMFORT_MS = 1000;
const LONG_MS = 400;

/** Puts the pieces of a sentence, as its engine makes them, together to frames. */
export class SpeechFrames {
  readonly #sampleRate: number;
  #pieces: Int16Array[] = [];
  #samples = 0;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /** The frames that are complete with this piece, when so much is ahead of the ear. */
  add(piece: Int16Array, aheadMs: number): Int16Array[] {
    this.#pieces.push(piece);
    this.#samples += piece.length;
    const isLong = aheadMs >= COMFORT_MS;
    return isLong && this.#samples < this.#lengthOf(LONG_MS) ? [] : this.#cut(isLong);
  }

  /** What is left at the end of the sentence. */
  rest(): Int16Array[] {
    return this.#cut(true);
  }

  #cut(isLong: boolean): Int16Array[] {
    const all = this.#pieces.length === 1 ? this.#pieces[0] : joined(this.#pieces, this.#samples);
    this.#pieces = [];
    this.#samples = 0;
    const length = this.#lengthOf(isLong ? LONG_MS : SHORT_MS);
    const frames: Int16Array[] = [];
    for (let at = 0; all && at < all.length; at += length)
      frames.push(all.subarray(at, at + length));
    return frames;
  }

  #lengthOf(ms: number): number {
    return Math.floor((this.#sampleRate * ms) / 1000);
  }
}

function joined(pieces: readonly Int16Array[], samples: number): Int16Array {
  const all = new Int16Array(samples);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
