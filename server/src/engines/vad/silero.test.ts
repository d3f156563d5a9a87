import { afterAll, describe, expect, test, vi } from "vitest";
import { audioClips, clipSamples } from "../../../test/support/audioFixtures.ts";
import { speechDetectorContract } from "./contract.ts";
import { VOICE_WINDOW } from "./port.ts";
import { SileroDetector } from "./silero.ts";

// The network is compiled first, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const detector = new SileroDetector();
afterAll(() => detector.close());

speechDetectorContract("SileroDetector", () => detector);

/** How many windows of it are speech. */
async function speechIn(samples: Int16Array): Promise<number> {
  const stream = detector.open();
  const heard = await stream.push(samples);
  stream.close();
  return heard.filter((probability) => probability >= 0.5).length;
}

const clips = (kind: string) => audioClips.filter((clip) => clip.kind === kind);

test("hears speech in every clip that has some", async () => {
  const spoken = [...clips("command"), ...clips("speech")];
  const heard = await Promise.all(spoken.map((clip) => speechIn(clipSamples(clip))));
  const share = spoken.map(({ durationMs }, at) => ((heard[at] ?? 0) * 32) / durationMs);
  expect(spoken.filter((_, at) => (share[at] ?? 0) < 0.25).map(({ file }) => file)).toEqual([]);
});

test("hears none in noise", async () => {
  const noises = clips("noise");
  const heard = await Promise.all(noises.map((clip) => speechIn(clipSamples(clip))));
  expect(noises.filter((_, at) => (heard[at] ?? 0) > 1).map(({ file }) => file)).toEqual([]);
});

describe("many streams", () => {
  test("are heard at once, each to its end", async () => {
    const [clip] = clips("command");
    if (!clip) throw new Error("There is no clip of a command.");
    const samples = clipSamples(clip);
    const alone = await speechIn(samples);
    const together = await Promise.all(Array.from({ length: 40 }, () => speechIn(samples)));
    expect(new Set(together)).toEqual(new Set([alone]));
    expect(alone).toBeLessThanOrEqual(samples.length / VOICE_WINDOW);
  });
});
