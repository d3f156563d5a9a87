import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol/audio";
import { PACKET_MS } from "./opusPackets.ts";

/** A tenth of what PCM takes. */
const BITS_PER_SECOND = 24_000;

const config: AudioEncoderConfig = {
  codec: "opus",
  sampleRate: INPUT_SAMPLE_RATE,
  numberOfChannels: 1,
  bitrate: BITS_PER_SECOND,
  opus: { frameDuration: PACKET_MS * 1000 },
};

/** Whether this browser can make Opus of what the microphone hears. */
export async function canEncodeOpus(): Promise<boolean> {
  if (!("AudioEncoder" in globalThis)) return false;
  const { supported } = await AudioEncoder.isConfigSupported(config);
  return supported === true;
}

export interface OpusEncoderEvents {
  packet(packet: Uint8Array<ArrayBuffer>): void;
  /** Nothing more comes. */
  failed(cause: unknown): void;
}

/** Makes an Opus stream of one utterance: packets of 20 ms, in order, some time after their sound. */
export class OpusEncoder {
  readonly #encoder: AudioEncoder;
  #samples = 0;

  constructor(events: OpusEncoderEvents) {
    this.#encoder = new AudioEncoder({
      output: (chunk) => {
        const packet = new Uint8Array(chunk.byteLength);
        chunk.copyTo(packet);
        events.packet(packet);
      },
      error: (cause) => events.failed(cause),
    });
    this.#encoder.configure(config);
  }

  /** Mono, 16 kHz, 16 bit. */
  push(samples: Int16Array<ArrayBuffer>): void {
    if (this.#encoder.state === "closed") return;
    const sound = new AudioData({
      format: "s16",
      sampleRate: INPUT_SAMPLE_RATE,
      numberOfChannels: 1,
      numberOfFrames: samples.length,
      timestamp: (this.#samples / INPUT_SAMPLE_RATE) * 1_000_000,
      data: samples,
    });
    this.#samples += samples.length;
    this.#encoder.encode(sound);
    sound.close();
  }

  /** Resolves once all that was pushed is in packets, silence behind it where the last is not full. */
  async finish(): Promise<void> {
    if (this.#encoder.state === "closed") return;
    await this.#encoder.flush();
    this.close();
  }

  close(): void {
    if (this.#encoder.state !== "closed") this.#encoder.close();
  }
}
