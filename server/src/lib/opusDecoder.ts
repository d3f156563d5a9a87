import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol";
import { OpusDecoder as WasmDecoder } from "opus-decoder";

/** Decodes the packets of one Opus stream, in their order: each depends on those before it. */
export class OpusDecoder {
  readonly #wasm: WasmDecoder<typeof INPUT_SAMPLE_RATE>;

  private constructor(wasm: WasmDecoder<typeof INPUT_SAMPLE_RATE>) {
    this.#wasm = wasm;
  }

  /** Takes some 2 ms. */
  static async open(): Promise<OpusDecoder> {
    const wasm = new WasmDecoder({ sampleRate: INPUT_SAMPLE_RATE, channels: 1 });
    await wasm.ready;
    return new OpusDecoder(wasm);
  }

  /** The packet's samples: mono, 16 kHz; none where it is no packet. */
  decode(packet: Uint8Array): Int16Array<ArrayBuffer> {
    const [channel = new Float32Array()] = this.#wasm.decodeFrame(packet).channelData;
    return Int16Array.from(channel, (sample) =>
      Math.max(-0x8000, Math.min(0x7fff, Math.round(sample * 0x8000))),
    );
  }

  /** Gives its memory back. Nothing can be decoded any more. */
  close(): void {
    this.#wasm.free();
  }
}
