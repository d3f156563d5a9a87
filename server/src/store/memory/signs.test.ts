import { expect, test } from "vitest";
import { seeded } from "../../../test/support/random.ts";
import { bitsOf, SIGNS, signsOf } from "./signs.ts";

const random = seeded(11);

function direction(dimensions: number): Float32Array {
  return Float32Array.from({ length: dimensions }, () => random() - 0.5);
}

/** In degrees. */
function angle(one: Float32Array, other: Float32Array): number {
  let product = 0;
  for (const [at, value] of one.entries()) product += value * (other[at] ?? 0);
  const cosine = product / Math.hypot(...one) / Math.hypot(...other);
  return (Math.acos(Math.min(1, cosine)) * 180) / Math.PI;
}

function differing(one: Uint8Array, other: Uint8Array): number {
  const bits = bitsOf(other);
  return Array.from(bitsOf(one)).filter((sign, at) => sign !== bits[at]).length;
}

test.each([3, 32, 512, 1536, 2048, 3072])(
  "of %i dimensions, signs differ as the angle says",
  (dimensions) => {
    for (const share of [0, 0.2, 0.5, 1, 2]) {
      const one = direction(dimensions);
      const between = direction(dimensions);
      const other = one.map((value, at) => value + share * (between[at] ?? 0));
      const apart = (180 * differing(signsOf(one), signsOf(other))) / SIGNS;
      // Four times what chance makes of 2048 signs.
      expect(Math.abs(apart - angle(one, other))).toBeLessThan(8);
    }
  },
);

test("a vector in which one number counts is like any other", () => {
  const axis = (at: number) =>
    Float32Array.from({ length: 512 }, (_, place) => Number(place === at));
  expect(differing(signsOf(axis(0)), signsOf(axis(1))) / SIGNS).toBeCloseTo(0.5, 1);
  expect(differing(signsOf(axis(0)), signsOf(axis(256))) / SIGNS).toBeCloseTo(0.5, 1);
});

test("they are those that rows have", () => {
  const vector = Float32Array.from({ length: 4 }, (_, at) => at + 1);
  const bits = bitsOf(signsOf(vector));
  expect(bits).toHaveLength(SIGNS);
  expect(bits).toBe(bitsOf(signsOf(vector.map((value) => value * 7))));
  expect(bits.slice(0, 32)).toBe("11010011100100111111000111000011");
});
