import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol/audio";
import { FRAME_SAMPLES } from "./utteranceSink.ts";

/** How long each packet is. */
export const PACKET_MS = 20;
const SAMPLES_PER_MS = INPUT_SAMPLE_RATE / 1000;
const PACKET_SAMPLES = SAMPLES_PER_MS * PACKET_MS;
/** So much later than it was spoken the encoder has a sound in its packets. */
const DELAY_SAMPLES = SAMPLES_PER_MS * 6.5;

/** How many packets are full of the first `frames` frames of the microphone. */
export function packetsWithin(frames: number): number {
  return Math.floor((frames * FRAME_SAMPLES) / PACKET_SAMPLES);
}

/** How many packets it takes until the first `frames` frames are in them to their end. */
export function packetsFor(frames: number): number {
  return Math.ceil((frames * FRAME_SAMPLES + DELAY_SAMPLES) / PACKET_SAMPLES);
}

/** How many frames the first `packets` packets have anything of. */
export function framesIn(packets: number): number {
  return Math.ceil((packets * PACKET_SAMPLES) / FRAME_SAMPLES);
}
