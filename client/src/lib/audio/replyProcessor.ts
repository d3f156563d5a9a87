import { PlaybackBuffer, type Piece } from "./playbackBuffer.ts";

/** The scope of an audio worklet; TypeScript's library does not describe it. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare const sampleRate: number;
declare const currentFrame: number;
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;

/** What the player tells its processor; it answers with `Mark`s. */
export type PlayerOrder =
  { order: "push"; piece: Piece } | { order: "hold" } | { order: "release" } | { order: "stop" };

/** Renders replies on the audio thread. */
class ReplyProcessor extends AudioWorkletProcessor {
  readonly #buffer = new PlaybackBuffer(sampleRate, (mark) => this.port.postMessage(mark));

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PlayerOrder>) => {
      if (data.order === "push") this.#buffer.push(data.piece);
      else this.#buffer[data.order]();
    };
  }

  process(_inputs: Float32Array[][], [output]: Float32Array[][]): boolean {
    const channel = output?.[0];
    if (channel) this.#buffer.render(channel, currentFrame);
    return true;
  }
}

registerProcessor("reply", ReplyProcessor);
