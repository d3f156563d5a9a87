import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf, SampleAssembler, samplesOfWav, wavHeader } from "./pcm.ts";

const samples = fc.int16Array({ maxLength: 200 });

test("samples come out of any pieces as they went in", () => {
  fc.assert(
    fc.property(samples, fc.array(fc.nat(7)), (whole, cuts) => {
      const bytes = bytesOf(whole);
      const assembler = new SampleAssembler();
      const out: number[] = [];
      let at = 0;
      for (const length of [...cuts, bytes.length]) {
        out.push(...assembler.push(bytes.subarray(at, at + length)));
        at += length;
      }
      expect(out).toEqual([...whole]);
    }),
  );
});

test("a WAV file gives back its samples and rate", () => {
  fc.assert(
    fc.property(samples, fc.integer({ min: 8_000, max: 48_000 }), (whole, rate) => {
      const data = bytesOf(whole);
      const file = Buffer.concat([wavHeader(data.byteLength, rate), data]);
      expect(samplesOfWav(file)).toEqual({ samples: whole, sampleRate: rate });
    }),
  );
});

test("what is no WAV file is refused, and never read beyond its end", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(() => samplesOfWav(bytes)).toThrow();
    }),
  );
  const promising = wavHeader(1_000, 16_000);
  expect(samplesOfWav(promising).samples).toHaveLength(0);
});

test("a view of part of a recording is the bytes of that part", () => {
  const whole = Int16Array.of(1, 2, 3, 4);
  expect([...bytesOf(whole.subarray(1, 3))]).toEqual([2, 0, 3, 0]);
});
