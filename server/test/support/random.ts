import { tell } from "./tell.ts";

/** Numbers from 0 to 1, always the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The seed from the environment variable SEED, to try other inputs; otherwise always the same. Tells which. */
export function chooseSeed(what: string): number {
  const seed = Number(process.env.SEED ?? 1);
  tell(`${what}: SEED=${seed}`);
  return seed;
}
