import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Endpointing, type EndpointingBounds } from "./endpointing.ts";
import type { Finality } from "./finality.ts";

const bounds = { minMs: 500, maxMs: 1500 };
const silentSince = (sinceMs: number, finality?: Finality): Endpointing => {
  const endpointing = new Endpointing(bounds);
  endpointing.silence(sinceMs);
  if (finality) endpointing.words(finality);
  return endpointing;
};

describe("the end of an utterance", () => {
  test("is not in sight while somebody speaks", () => {
    expect(new Endpointing(bounds).endsInMs(1000)).toBeNull();
    expect(new Endpointing(bounds).silentForMs(1000)).toBeNull();
  });

  test("comes soon after finished words, late after unfinished ones, and else between", () => {
    expect(silentSince(1000, "finished").endsInMs(1000)).toBe(500);
    expect(silentSince(1000, "unsure").endsInMs(1000)).toBe(800);
    expect(silentSince(1000, "unfinished").endsInMs(1000)).toBe(1500);
  });

  test("waits for words that are being recognised, and comes at once when they were late", () => {
    const endpointing = silentSince(1000);
    expect(endpointing.endsInMs(1700)).toBe(800);
    endpointing.words("finished");
    expect(endpointing.endsInMs(1700)).toBe(0);
  });

  test("is taken back by speech, and so is what its words sounded like", () => {
    const endpointing = silentSince(1000, "finished");
    endpointing.silence(null);
    expect(endpointing.endsInMs(9000)).toBeNull();
    endpointing.silence(2000);
    expect(endpointing.endsInMs(2000)).toBe(1500);
  });

  const anyBounds: fc.Arbitrary<EndpointingBounds> = fc
    .tuple(fc.integer({ min: 200, max: 5000 }), fc.integer({ min: 0, max: 5000 }))
    .map(([minMs, more]) => ({ minMs, maxMs: minMs + more }));
  const finality = fc.constantFrom<(Finality | "speech")[]>(
    "finished",
    "unfinished",
    "unsure",
    "speech",
  );
  /** What happens, and how long after the thing before. */
  const happenings = fc.array(fc.tuple(fc.nat(4000), finality), { maxLength: 20 });

  test("never comes before the shortest silence, always after the longest, never during speech", () => {
    fc.assert(
      fc.property(anyBounds, happenings, fc.nat(20_000), (anyBound, happened, laterMs) => {
        const endpointing = new Endpointing(anyBound);
        let nowMs = 0;
        let sinceMs: number | null = null;
        for (const [afterMs, what] of happened) {
          nowMs += afterMs;
          if (what === "speech") {
            sinceMs = null;
          } else {
            sinceMs ??= nowMs;
            endpointing.words(what);
          }
          endpointing.silence(sinceMs);
        }
        nowMs += laterMs;
        const endsInMs = endpointing.endsInMs(nowMs);
        if (sinceMs === null) {
          expect(endsInMs).toBeNull();
          return;
        }
        const silentMs = nowMs - sinceMs;
        expect(endpointing.silentForMs(nowMs)).toBe(silentMs);
        if (silentMs < anyBound.minMs) expect(endsInMs).toBeGreaterThan(0);
        if (silentMs >= anyBound.maxMs) expect(endsInMs).toBe(0);
      }),
    );
  });
});
