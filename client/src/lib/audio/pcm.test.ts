import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPcm16, toInt16 } from "./pcm.ts";

test("samples survive the way to the wire and back within one step of 16 bits", () => {
  const samples = fc.float32Array({ min: -1, max: 1, noNaN: true, maxLength: 64 });
  fc.assert(
    fc.property(samples, (input) => {
      const pcm = toInt16(input);
      const back = fromPcm16(new Uint8Array(pcm.buffer));
      expect(back.length).toBe(input.length);
      for (const [index, sample] of input.entries()) {
        expect(Math.abs((back[index] ?? NaN) - sample)).toBeLessThanOrEqual(2 / 0x8000);
      }
    }),
  );
});

test("what is too loud is clipped, not wrapped", () => {
  expect([...toInt16(Float32Array.of(-3, 3))]).toEqual([-32768, 32767]);
});

test("a frame may lie at an odd offset in its buffer, and half a sample is left out", () => {
  const bytes = Uint8Array.of(9, 0x00, 0x40, 7);
  expect([...fromPcm16(bytes.subarray(1))]).toEqual([0.5]);
});
