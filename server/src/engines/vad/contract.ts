import { describe, expect, test } from "vitest";
import { VOICE_WINDOW, type SpeechDetector } from "./port.ts";

/** What every detector promises. Runs it over the one that `make` makes. */
export function speechDetectorContract(name: string, make: () => SpeechDetector): void {
  describe(`${name} keeps the contract of speech detection`, () => {
    const loud = Int16Array.from({ length: VOICE_WINDOW }, (_, at) => 9_000 * Math.sin(at / 7));
    const quiet = new Int16Array(VOICE_WINDOW);
    const hush = Array.from({ length: 5 }, () => quiet);
    const frames = [...hush, loud, quiet, loud, loud, ...hush];
    const whole = Int16Array.from(frames.flatMap((frame) => [...frame]));

    const listen = async (pieces: readonly Int16Array[], detector = make()): Promise<number[]> => {
      const stream = detector.open();
      const heard = await Promise.all(pieces.map((piece) => stream.push(piece)));
      stream.close();
      return heard.flat();
    };

    test("each window has a probability from 0 to 1, and silence is unlikely to be speech", async () => {
      const heard = await listen(frames);
      expect(heard).toHaveLength(frames.length);
      expect(Math.min(...heard)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...heard)).toBeLessThanOrEqual(1);
      expect(Math.max(...heard.slice(0, 5), ...heard.slice(-2))).toBeLessThan(0.5);
    });

    test("pieces of any length are heard as one stream; an incomplete window waits", async () => {
      const pieces = [3, 509, 1, 1500, whole.length].map((end, at, ends) => {
        const start = ends.slice(0, at).reduce((sum, length) => sum + length, 0);
        return whole.subarray(start, start + end);
      });
      expect(await listen(pieces)).toEqual(await listen([whole]));
      expect(await listen([whole.subarray(0, VOICE_WINDOW - 1)])).toEqual([]);
    });

    test("streams do not hear each other, and the same stream is heard the same", async () => {
      const detector = make();
      const alone = await listen(frames, detector);
      const [one, other] = await Promise.all([
        listen(frames, detector),
        listen(frames, detector),
        listen([...frames].reverse(), detector),
      ]);
      // A network that judges several at once adds up in another order.
      const close = alone.map((probability): unknown => expect.closeTo(probability, 4));
      expect(one).toEqual(close);
      expect(other).toEqual(close);
    });

    test("frames are left as they were", async () => {
      const frame = loud.slice();
      await listen([frame]);
      expect(frame).toEqual(loud);
    });

    test("a stream that was closed hears nothing, and closing it twice is no harm", async () => {
      const stream = make().open();
      const pending = stream.push(whole);
      stream.close();
      stream.close();
      expect((await pending).length).toBeLessThanOrEqual(frames.length);
    });
  });
}
