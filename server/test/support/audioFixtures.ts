import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { samplesOfWav } from "../../src/lib/pcm.ts";

const folder = join(import.meta.dirname, "../../../audio-fixtures");

const AudioClip = z.object({
  file: z.string(),
  sha256: z.string(),
  sampleRate: z.int(),
  durationMs: z.int(),
  kind: z.enum(["command", "speech", "noise"]),
  transcript: z.string(),
  /** A voice of Flite, or eSpeak NG. */
  voice: z.string().nullable(),
  madeBy: z.string(),
  licence: z.string(),
});
export type AudioClip = z.infer<typeof AudioClip>;

export const audioFixturesFolder = folder;

/** The clips in audio-fixtures, as its manifest lists them. */
export const audioClips: readonly AudioClip[] = z
  .object({ clips: z.array(AudioClip) })
  .parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"))).clips;

/** The samples of a clip: mono, 16 kHz. */
export function clipSamples({ file }: AudioClip): Int16Array {
  return samplesOfWav(readFileSync(join(folder, file))).samples;
}

/** The samples of the clip in this file: mono, 16 kHz. */
export function clipNamed(file: string): Int16Array {
  const clip = audioClips.find((known) => known.file === file);
  if (!clip) throw new Error(`There is no clip ${file}.`);
  return clipSamples(clip);
}
