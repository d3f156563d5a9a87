import { describe, expect, test } from "vitest";
import type { VoiceActivityDetector } from "./port.ts";

/** What every detector promises. Runs it over the one that `make` makes. */
export function voiceActivityContract(name: string, make: () => VoiceActivityDetector): void {
  describe(`${name} keeps the contract of voice activity detection`, () => {
    const loud = Int16Array.from({ length: 512 }, (_, at) => 9_000 * Math.sin(at / 7));
    const quiet = new Int16Array(512);
    const hush = Array.from({ length: 5 }, () => quiet);
    const frames = [...hush, loud, quiet, loud, loud, ...hush];

    test("a frame's probability is from 0 to 1, and silence is unlikely to be speech", () => {
      const activity = make().open();
      const heard = frames.map((frame) => activity.probability(frame));
      expect(Math.min(...heard)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...heard)).toBeLessThanOrEqual(1);
      expect(Math.max(...heard.slice(0, 5), ...heard.slice(-2))).toBeLessThan(0.5);
    });

    test("streams do not hear each other, and the same stream is heard the same", () => {
      const detector = make();
      const [one, other] = [detector.open(), detector.open()];
      const alone = frames.map((frame) => one.probability(frame));
      const beside = frames.map((frame) => {
        detector.open().probability(loud);
        return other.probability(frame);
      });
      expect(beside).toEqual(alone);
    });

    test("frames are left as they were", () => {
      const frame = loud.slice();
      make().open().probability(frame);
      expect(frame).toEqual(loud);
    });
  });
}
