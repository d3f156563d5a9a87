import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../../test/support/random.ts";
import { HeldSigns } from "./heldSigns.ts";
import { SIGN_BYTES } from "./signs.ts";

const signs = fc.uint8Array({ minLength: SIGN_BYTES, maxLength: SIGN_BYTES });
const id = fc.integer({ min: 0, max: 12 }).map(String);
const step = fc.record({ id, signs: fc.option(signs) });

function differing(one: Uint8Array, other: Uint8Array): number {
  let sum = 0;
  for (const [at, byte] of one.entries()) {
    for (let rest = byte ^ (other[at] ?? 0); rest > 0; rest >>= 1) sum += rest & 1;
  }
  return sum;
}

test("whatever comes and goes, those that differ least are found, nearest first", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), signs, async (steps, asked) => {
      const held = new HeldSigns();
      const expected = new Map<string, Uint8Array>();
      for (const { id, signs } of steps) {
        if (signs) {
          held.put(id, signs);
          expected.set(id, signs);
        } else expect(held.remove(id)).toBe(expected.delete(id));
      }

      const found = await held.nearest(asked, 5);

      const distances = [...expected.values()].map((one) => differing(one, asked));
      const least = distances.toSorted((one, other) => one - other).slice(0, 5);
      const distanceOf = (id: string) => differing(expected.get(id) ?? new Uint8Array(), asked);
      expect(held.size).toBe(expected.size);
      expect(new Set(found).size).toBe(least.length);
      expect(found.map(distanceOf)).toEqual(least);
    }),
  );
});

test("one that is nearest is found among many, wherever it is", async () => {
  const random = seeded(5);
  const some = () => Uint8Array.from({ length: SIGN_BYTES }, () => Math.floor(random() * 256));
  const held = new HeldSigns();
  const all = Array.from({ length: 40_000 }, some);
  for (const [at, one] of all.entries()) held.put(`${at}`, one);

  for (const at of [0, 16_383, 16_384, 32_768, 39_999]) {
    const [nearest] = await held.nearest(all[at] ?? some(), 3);
    expect(nearest).toBe(`${at}`);
  }
});

test("it tells whether what is held is different now", () => {
  const held = new HeldSigns();
  const one = new Uint8Array(SIGN_BYTES).fill(1);
  expect(held.put("one", one)).toBe(true);
  expect(held.put("one", one.slice())).toBe(false);
  expect(held.put("one", new Uint8Array(SIGN_BYTES).fill(2))).toBe(true);
});
