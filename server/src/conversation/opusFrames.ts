import { BYTES_PER_SAMPLE, INPUT_SAMPLE_RATE, MAX_OPUS_PACKET_BYTES } from "@voiceplan/protocol";
import { OpusDecoder } from "../lib/opusDecoder.ts";
import { opusPacketMs } from "../lib/opusPacket.ts";
import { bytesOf } from "../lib/pcm.ts";
import { Problem } from "../lib/problem.ts";
import type { FrameFormat } from "./frameFormat.ts";

const BYTES_PER_MS = (INPUT_SAMPLE_RATE / 1000) * BYTES_PER_SAMPLE;

/** Frames that are one packet of an Opus stream each. */
export class OpusFrames implements FrameFormat {
  readonly #decoder: OpusDecoder;

  private constructor(decoder: OpusDecoder) {
    this.#decoder = decoder;
  }

  static async open(): Promise<OpusFrames> {
    return new OpusFrames(await OpusDecoder.open());
  }

  pcmBytes(packet: Uint8Array): number {
    if (packet.byteLength > MAX_OPUS_PACKET_BYTES) {
      throw new Problem("frame_too_large", `A packet is ${MAX_OPUS_PACKET_BYTES} bytes at most.`);
    }
    const ms = opusPacketMs(packet);
    if (ms === null) throw new Problem("invalid_payload", "A frame is one whole Opus packet.");
    return ms * BYTES_PER_MS;
  }

  pcm(packet: Uint8Array): Uint8Array {
    return bytesOf(this.#decoder.decode(packet));
  }

  close(): void {
    this.#decoder.close();
  }
}
