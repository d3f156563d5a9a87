import fc from "fast-check";
import { expect, test } from "vitest";
import { SpeechFrames } from "./speechFrames.ts";

const SAMPLE_RATE = 1000;
const lengths = (frames: readonly Int16Array[]) => frames.map(({ length }) => length);

test("what is awaited leaves at once, in short frames", () => {
  const frames = new SpeechFrames(SAMPLE_RATE);
  expect(lengths(frames.add(new Int16Array(30), 0))).toEqual([30]);
  expect(lengths(frames.add(new Int16Array(250), 999))).toEqual([100, 100, 50]);
});

test("with enough to play, pieces are put together", () => {
  const frames = new SpeechFrames(SAMPLE_RATE);
  expect(frames.add(new Int16Array(300), 1000)).toEqual([]);
  expect(lengths(frames.add(new Int16Array(200), 1200))).toEqual([400, 100]);
  expect(frames.add(new Int16Array(70), 1500)).toEqual([]);
  expect(lengths(frames.rest())).toEqual([70]);
  expect(frames.rest()).toEqual([]);
});

test("what was being put together leaves as soon as it is awaited", () => {
  const frames = new SpeechFrames(SAMPLE_RATE);
  frames.add(new Int16Array(90), 1000);
  expect(lengths(frames.add(new Int16Array(60), 300))).toEqual([100, 50]);
});

test("every sample leaves once, in its order, whatever the pieces", () => {
  const piece = fc.record({ length: fc.nat(900), aheadMs: fc.nat(3000) });
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const frames = new SpeechFrames(SAMPLE_RATE);
      let said = 0;
      const sent = pieces.flatMap(({ length, aheadMs }) =>
        frames.add(
          Int16Array.from({ length }, () => (said += 1)),
          aheadMs,
        ),
      );
      const heard = [...sent, ...frames.rest()].flatMap((frame) => [...frame]);
      expect(heard).toEqual(Array.from({ length: said }, (_, at) => at + 1));
    }),
  );
});
