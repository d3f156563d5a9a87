import type { VoiceActivityDetector } from "./port.ts";

const FRAME = 512;
const SPEECH = 0.5;
/** The shortest word ("no") has about this much voice in it: three frames of 32 ms. */
const ENOUGH_FRAMES = 3;

/**
 * Whether anybody says anything in this utterance. Mono, 16 kHz. It listens twice: the first time to
 * learn the background, which is unknown at the start.
 */
export function hasSpeech(audio: Int16Array, detector: VoiceActivityDetector): boolean {
  const activity = detector.open();
  for (const frame of frames(audio)) activity.probability(frame);
  let speech = 0;
  for (const frame of frames(audio)) {
    if (activity.probability(frame) >= SPEECH) speech += 1;
    if (speech >= ENOUGH_FRAMES) return true;
  }
  return false;
}

function* frames(audio: Int16Array): Generator<Int16Array> {
  for (let at = 0; at + FRAME <= audio.length; at += FRAME) yield audio.subarray(at, at + FRAME);
}
