import type { VoiceActivityDetector } from "./port.ts";

const FRAME = 512;
const SPEECH = 0.5;
/** The shortest word ("no") has about this much voice in it: three frames of 32 ms. */
const ENOUGH_FRAMES = 3;

/** Whether anybody says anything in this utterance. Mono, 16 kHz. */
export function hasSpeech(audio: Int16Array, detector: VoiceActivityDetector): boolean {
  const activity = detector.open();
  let frames = 0;
  for (let at = 0; at + FRAME <= audio.length; at += FRAME) {
    if (activity.probability(audio.subarray(at, at + FRAME)) >= SPEECH) frames += 1;
    if (frames >= ENOUGH_FRAMES) return true;
  }
  return false;
}
