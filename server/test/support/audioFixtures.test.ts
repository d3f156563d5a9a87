import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { samplesOfWav } from "../../src/lib/pcm.ts";
import { audioClips, audioFixturesFolder } from "./audioFixtures.ts";

const files = readdirSync(audioFixturesFolder).filter((file) => file.endsWith(".wav"));

test("the manifest lists every clip, and no other", () => {
  expect(audioClips.map(({ file }) => file).sort()).toEqual(files.sort());
});

test.each(audioClips)(
  "$file is what the manifest says",
  ({ file, sha256, sampleRate, durationMs }) => {
    const bytes = readFileSync(join(audioFixturesFolder, file));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
    const wav = samplesOfWav(bytes);
    expect(wav.sampleRate).toBe(sampleRate);
    expect(Math.round((wav.samples.length / sampleRate) * 1000)).toBe(durationMs);
  },
);

test("all clips together stay under 4 MB", () => {
  const sizes = files.map((file) => statSync(join(audioFixturesFolder, file)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4_000_000);
});
