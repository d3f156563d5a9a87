import fc from "fast-check";
import { expect, test } from "vitest";
import { StreamResampler } from "./streamResampler.ts";

const rates = fc.constantFrom(16_000, 22_050, 24_000, 44_100, 48_000);

function resample(samples: Float32Array, from: number, to: number, cuts: number[]): number[] {
  const resampler = new StreamResampler(from, to);
  const ends = [...cuts.map((cut) => cut % (samples.length + 1)), samples.length].sort(
    (a, b) => a - b,
  );
  return ends.flatMap((end, index) => [
    ...resampler.push(samples.subarray(ends[index - 1] ?? 0, end)),
  ]);
}

test("the same rate leaves every sample as it is", () => {
  const samples = Float32Array.of(0.1, -0.2, 0.3, 0);
  expect(resample(samples, 16_000, 16_000, [1, 3])).toEqual([...samples]);
});

test("however a stream is cut, it sounds the same and lasts as long", () => {
  fc.assert(
    fc.property(rates, rates, fc.array(fc.nat(4000), { maxLength: 8 }), (from, to, cuts) => {
      const samples = Float32Array.from({ length: 4000 }, (_, index) => Math.sin(index / 7));
      const whole = resample(samples, from, to, []);
      const pieces = resample(samples, from, to, cuts);
      expect(pieces).toEqual(whole);
      const error = Math.abs(whole.length - (samples.length * to) / from);
      expect(error).toBeLessThanOrEqual(Math.max(1, to / from));
    }),
  );
});

test("a tone stays the tone it was", () => {
  const tone = (rate: number, count: number) =>
    Float32Array.from({ length: count }, (_, at) => Math.sin((2 * Math.PI * 300 * at) / rate));
  const expected = tone(48_000, 4000);
  for (const [index, sample] of resample(tone(16_000, 1600), 16_000, 48_000, [500]).entries()) {
    if (index < expected.length) expect(sample).toBeCloseTo(expected[index] ?? 0, 2);
  }
});
