import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { OpusDecoder } from "./opusDecoder.ts";
import { opusPacketMs } from "./opusPacket.ts";

let decoder: OpusDecoder;
beforeAll(async () => {
  decoder = await OpusDecoder.open();
});
afterAll(() => decoder.close());
afterEach(() => vi.restoreAllMocks());

describe("a packet of Opus", () => {
  test.each([
    { what: "one frame of 20 ms", packet: [0x08, 1, 2, 3], ms: 20 },
    { what: "one of 60 ms", packet: [0x18, 1], ms: 60 },
    { what: "one of 2.5 ms", packet: [0x80, 1], ms: 2.5 },
    { what: "20 ms of nothing new", packet: [0x08], ms: 20 },
    { what: "two equal frames", packet: [0x09, 1, 2], ms: 40 },
    { what: "two frames", packet: [0x0a, 1, 7, 8, 9], ms: 40 },
    { what: "six frames", packet: [0x0b, 6, 1, 2, 3, 4, 5, 6], ms: 120 },
    { what: "two frames with their lengths", packet: [0x0b, 0x82, 1, 7, 8], ms: 40 },
    { what: "a frame with padding", packet: [0x0b, 0x41, 2, 7, 0, 0], ms: 20 },
  ])("plays as long as its frames: $what", ({ packet, ms }) => {
    expect(opusPacketMs(Uint8Array.from(packet))).toBe(ms);
  });

  test.each([
    { what: "nothing", packet: [] },
    { what: "two equal frames of unequal lengths", packet: [0x09, 1, 2, 3] },
    { what: "two frames of which the first is longer than both", packet: [0x0a, 9, 1] },
    { what: "no frame", packet: [0x0b, 0] },
    { what: "seven frames of 20 ms", packet: [0x0b, 7, 1, 2, 3, 4, 5, 6, 7] },
    { what: "more padding than bytes", packet: [0x0b, 0x41, 9, 7] },
    { what: "padding without an end", packet: [0x0b, 0x41, 255, 255] },
    { what: "a frame of more than 1275 bytes", packet: [0x08, ...new Uint8Array(1276)] },
    { what: "more than 3840 bytes", packet: [0x0b, 6, ...new Uint8Array(3840)] },
  ])("is not $what", ({ packet }) => {
    expect(opusPacketMs(Uint8Array.from(packet))).toBeNull();
  });

  test("is what the decoder takes for one, and plays as long as the decoder makes it", () => {
    // The decoder's own way to say that it refuses a packet.
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const toc = fc.integer({ min: 0, max: 255 });
    const count = fc.oneof(fc.nat(12), fc.nat(255));
    const bytes = fc.uint8Array({ maxLength: 60 });
    const packets = fc.tuple(toc, count, bytes).map(([...parts]) => {
      const [first, second, rest] = parts;
      return Uint8Array.from([first, second, ...rest]);
    });
    fc.assert(
      fc.property(packets, (packet) => {
        expect(decoder.decode(packet).length / 16).toBe(opusPacketMs(packet) ?? 0);
      }),
      { numRuns: 3000 },
    );
  });
});
