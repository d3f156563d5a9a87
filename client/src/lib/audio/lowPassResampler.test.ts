import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LowPassResampler } from "./lowPassResampler.ts";

function tone(frequency: number, rate: number, seconds = 0.5): Float32Array {
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_, index) =>
    Math.sin((2 * Math.PI * frequency * index) / rate),
  );
}

function resample(samples: Float32Array, from: number, to: number): Float32Array {
  const out: number[] = [];
  new LowPassResampler(from, to).push(samples, (sample) => out.push(sample));
  return Float32Array.from(out);
}

/** Loudness of the middle, where the filter is full of sound. */
function decibels(samples: Float32Array): number {
  const middle = samples.subarray(samples.length / 4, (samples.length * 3) / 4);
  const power = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length;
  return 10 * Math.log10(2 * power + 1e-20);
}

describe.each([96_000, 48_000, 44_100])("from %i Hz to 16 kHz", (rate) => {
  test("speech keeps its loudness", () => {
    for (const frequency of [100, 1000, 3400, 6000]) {
      expect(Math.abs(decibels(resample(tone(frequency, rate), rate, 16_000)))).toBeLessThan(0.1);
    }
  });

  test("what is too high for it is gone, and does not come back as another tone", () => {
    for (const frequency of [9500, 12_000, 15_000, 20_000]) {
      expect(decibels(resample(tone(frequency, rate), rate, 16_000))).toBeLessThan(-55);
    }
  });

  test("it is as long as it was", () => {
    expect(resample(new Float32Array(rate), rate, 16_000)).toHaveLength(16_000);
  });
});

test("a slow microphone is brought up to speed", () => {
  const out = resample(tone(1000, 8000), 8000, 16_000);
  expect(out).toHaveLength(8000);
  expect(Math.abs(decibels(out))).toBeLessThan(0.1);
});

test("silence stays silence, and what is constant stays so", () => {
  expect(resample(new Float32Array(4000), 44_100, 16_000).every((sample) => sample === 0)).toBe(
    true,
  );
  expect(resample(new Float32Array(4000).fill(0.5), 44_100, 16_000).at(-1)).toBeCloseTo(0.5, 5);
});

test("the pieces in which the stream comes make no difference", () => {
  const stream = tone(700, 44_100, 0.05);
  const whole = resample(stream, 44_100, 16_000);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 8 }), (lengths) => {
      const resampler = new LowPassResampler(44_100, 16_000);
      const out: number[] = [];
      let at = 0;
      for (const length of [...lengths, stream.length]) {
        resampler.push(stream.subarray(at, at + length), (sample) => out.push(sample));
        at += length;
      }
      expect(Float32Array.from(out)).toEqual(whole);
    }),
  );
});
