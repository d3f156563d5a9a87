import { BYTES_PER_SAMPLE, MAX_FRAME_BYTES } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { FrameFormat } from "./frameFormat.ts";

/** Frames that are PCM as it is. */
export const pcmFrames: FrameFormat = {
  pcmBytes({ byteLength }) {
    if (byteLength === 0 || byteLength % BYTES_PER_SAMPLE !== 0) {
      throw new Problem("invalid_payload", "A frame is whole samples of 16 bits, at least one.");
    }
    if (byteLength > MAX_FRAME_BYTES) {
      throw new Problem("frame_too_large", "A frame is one second of audio at most.");
    }
    return byteLength;
  },
  pcm: (frame) => frame,
  close: () => undefined,
};
