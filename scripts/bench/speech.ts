import { audioClips, clipSamples } from "../../server/test/support/audioFixtures.ts";
import { markAudio, type Mark, type Purpose } from "./marks.ts";

const FRAME_SAMPLES = 512;
export const FRAME_MS = 32;

/** What is as quiet as this is the silence around the words. */
const QUIET = 200;

const spoken = audioClips.filter(({ kind }) => kind !== "noise");
const plans = trimmed(spoken.filter(({ kind }) => kind === "speech"));
const commands = trimmed(spoken.filter(({ transcript }) => /show my projects/i.test(transcript)));
const clips: Record<Purpose, Int16Array[]> = { plan: plans, command: commands };

/** One frame of silence, as a microphone sends it when nobody speaks. */
export const silentFrame = new Uint8Array(FRAME_SAMPLES * 2);

function trimmed(chosen: typeof audioClips): Int16Array[] {
  return chosen.map((clip) => {
    const samples = clipSamples(clip);
    const isLoud = (sample: number): boolean => Math.abs(sample) > QUIET;
    return samples.subarray(samples.findIndex(isLoud), samples.findLastIndex(isLoud) + 1);
  });
}

/** Somebody's words, cut into frames: from the first loud sample to the last. */
export function spokenFrames(mark: Mark): Uint8Array[] {
  const choice = clips[mark.purpose];
  const clip = choice[mark.id % choice.length];
  if (!clip) throw new Error(`There is no clip for a ${mark.purpose}.`);
  const samples = markAudio(clip, mark);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
    const frame = new Int16Array(FRAME_SAMPLES);
    frame.set(samples.subarray(at, at + FRAME_SAMPLES));
    frames.push(new Uint8Array(frame.buffer));
  }
  return frames;
}
