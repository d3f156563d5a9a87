/** So many signs are kept of a vector, of however many dimensions. */
export const SIGNS = 2048;
export const SIGN_BYTES = SIGNS / 8;
const ROUNDS = 2;
const flipsBySize = new Map<number, readonly Float32Array[]>();

/**
 * On which side of 2048 planes a vector lies, a bit each, the highest of a byte first: two vectors differ in as large a share
 * of them as the angle between them is of 180 degrees, give or take one in a hundred. The planes are those
 * of a rotation that looks random and is always the same (signs flipped, then a Walsh-Hadamard transform,
 * twice): rows keep these signs, so another rotation needs all of them written anew.
 *
 * Source: M. Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002.
 */
export function signsOf(vector: Float32Array): Uint8Array {
  let size = SIGNS;
  while (size < vector.length) size *= 2;
  const turned = new Float32Array(size);
  turned.set(vector);
  for (const flips of flipsOf(size)) {
    for (let at = 0; at < size; at += 1) turned[at] = (turned[at] ?? 0) * (flips[at] ?? 0);
    transform(turned);
  }
  const signs = new Uint8Array(SIGN_BYTES);
  for (const [at, value] of turned.subarray(0, SIGNS).entries()) {
    if (value > 0) signs[at >> 3] = (signs[at >> 3] ?? 0) | (0x80 >> (at & 7));
  }
  return signs;
}

/** As the database writes bits: zeros and ones. */
export function bitsOf(signs: Uint8Array): string {
  return Array.from(signs, (byte) => byte.toString(2).padStart(8, "0")).join("");
}

/** The Walsh-Hadamard transform, in place. */
function transform(values: Float32Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let from = 0; from < values.length; from += 2 * half) {
      for (let at = from; at < from + half; at += 1) {
        const one = values[at] ?? 0;
        const other = values[at + half] ?? 0;
        values[at] = one + other;
        values[at + half] = one - other;
      }
    }
  }
}

function flipsOf(size: number): readonly Float32Array[] {
  let flips = flipsBySize.get(size);
  if (!flips) {
    flips = Array.from({ length: ROUNDS }, (_, round) => {
      let state = round + 1;
      return Float32Array.from({ length: size }, () => {
        // A linear congruential generator (Numerical Recipes), of which the highest bit is the best.
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state >>> 31 === 0 ? 1 : -1;
      });
    });
    flipsBySize.set(size, flips);
  }
  return flips;
}
