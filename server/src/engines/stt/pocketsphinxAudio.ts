import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol";

const pauseSamples = 0.3 * INPUT_SAMPLE_RATE;
/** The loudest sample is this many times louder than the noise is on average. */
const noiseBelowPeak = 250;

/**
 * What the decoder was made for: speech with a pause before and after it, in a room that is never
 * quite silent. Digital silence, and words cut off at their first sample, mislead its estimate of the
 * channel and of where speech begins. The noise is pink, and the same every time.
 */
export function inARoom(speech: Int16Array): Int16Array {
  const level = peakOf(speech) / noiseBelowPeak;
  const noise = pinkNoise();
  const audio = new Int16Array(speech.length + 2 * pauseSamples);
  audio.set(speech, pauseSamples);
  return audio.map((sample) =>
    Math.max(-32_768, Math.min(32_767, Math.round(sample + noise() * level))),
  );
}

const frameSamples = INPUT_SAMPLE_RATE / 100;
/** Frames quieter than this share of the loudest one are pauses. */
const pauseShare = 0.06;

/** How many frames of 10 ms are no pause. */
export function loudFrames(audio: Int16Array): number {
  const levels: number[] = [];
  for (let at = 0; at + frameSamples <= audio.length; at += frameSamples) {
    let energy = 0;
    for (const sample of audio.subarray(at, at + frameSamples)) energy += sample * sample;
    levels.push(Math.sqrt(energy / frameSamples));
  }
  const loudest = levels.reduce((most, level) => Math.max(most, level), 0);
  return levels.filter((level) => level > loudest * pauseShare).length;
}

/** The largest absolute sample, at least 1. */
export function peakOf(audio: Int16Array): number {
  return audio.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
}

/** Noise of about unit power that falls by 3 dB an octave: white noise through three first-order filters. */
function pinkNoise(): () => number {
  let state = 1;
  let [low, middle, high] = [0, 0, 0];
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const white = state / 2 ** 31 - 1;
    low = 0.997_65 * low + 0.099_046 * white;
    middle = 0.963 * middle + 0.296_516_4 * white;
    high = 0.57 * high + 1.052_691_3 * white;
    return (low + middle + high + 0.1848 * white) * 0.58;
  };
}
