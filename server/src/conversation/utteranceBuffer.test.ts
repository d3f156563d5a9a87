import { describe, expect, test } from "vitest";
import { pcmFrames } from "./pcmFrames.ts";
import { UtteranceBuffer } from "./utteranceBuffer.ts";

const utteranceId = "11111111-1111-4111-8111-111111111111";

function begin(): UtteranceBuffer {
  const format = { encoding: "pcm_s16le", sampleRate: 16_000 } as const;
  return new UtteranceBuffer(
    { utteranceId, ...format, endpointing: "client", vad: "client" },
    pcmFrames,
  );
}

describe("an utterance that comes in", () => {
  test("is its frames in order, as far as it was ended", () => {
    const buffer = begin();
    buffer.add(0, new Uint8Array([1, 2]));
    buffer.add(1, new Uint8Array([3, 4]));
    buffer.add(2, new Uint8Array([5, 6]));
    expect([...buffer.audio(2)]).toEqual([1, 2, 3, 4]);
  });

  test("takes each frame once", () => {
    const buffer = begin();
    expect(buffer.add(0, new Uint8Array([1, 2]))).toEqual(new Uint8Array([1, 2]));
    expect(buffer.add(0, new Uint8Array([9, 9]))).toBeNull();
    expect([...buffer.audio(1)]).toEqual([1, 2]);
  });

  test("says which frame it waits for when one is missing", () => {
    const buffer = begin();
    buffer.add(0, new Uint8Array(2));
    expect(() => buffer.add(2, new Uint8Array(2))).toThrow(/Frame 1 was expected/);
    expect(() => buffer.audio(2)).toThrow(/Only 1 of 2/);
  });

  test.each([0, 3, 32_002])("refuses a frame of %i bytes", (bytes) => {
    expect(() => begin().add(0, new Uint8Array(bytes))).toThrow(/A frame is/);
  });

  test("is two minutes at most, and what was said until then is kept", () => {
    const buffer = begin();
    const second = new Uint8Array(32_000);
    for (let seq = 0; seq < 120; seq += 1) buffer.add(seq, second);
    expect(() => buffer.add(120, second)).toThrow(/longer than two minutes/);
    expect(buffer.audio(121).byteLength).toBe(120 * 32_000);
  });
});
