import fc from "fast-check";
import { expect, test } from "vitest";
import { framesIn, packetsFor, packetsWithin } from "./opusPackets.ts";

const count = fc.nat(4000);

test.each([
  { frames: 0, within: 0, all: 1 },
  { frames: 1, within: 1, all: 2 },
  { frames: 3, within: 4, all: 6 },
  { frames: 5, within: 8, all: 9 },
])("$frames frames fill $within packets and take $all", ({ frames, within, all }) => {
  expect(packetsWithin(frames)).toBe(within);
  expect(packetsFor(frames)).toBe(all);
});

test("an end that the server names in packets is the frame that the pause was at", () => {
  fc.assert(
    fc.property(count, (frames) => {
      expect(framesIn(packetsWithin(frames))).toBe(frames);
    }),
  );
});

test("the packets of an utterance hold all of its frames, and less than one packet more", () => {
  fc.assert(
    fc.property(count, (frames) => {
      const ms = packetsFor(frames) * 20;
      expect(ms).toBeGreaterThanOrEqual(frames * 32 + 6.5);
      expect(ms).toBeLessThan(frames * 32 + 26.5);
    }),
  );
});
