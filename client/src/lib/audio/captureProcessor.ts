import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol/audio";
import { LowPassResampler } from "./lowPassResampler.ts";
import { FRAME_SAMPLES } from "./utteranceSink.ts";

/** What an audio worklet has around it; TypeScript's library does not describe it. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;
declare const sampleRate: number;

/** Brings what the microphone hears to 16 kHz, and posts it in frames of 512 samples that it gives away. */
class CaptureProcessor extends AudioWorkletProcessor {
  readonly #resampler = new LowPassResampler(sampleRate, INPUT_SAMPLE_RATE);
  #frame = new Float32Array(FRAME_SAMPLES);
  #filled = 0;

  process([input]: Float32Array[][]): boolean {
    const samples = input?.[0];
    if (samples) this.#resampler.push(samples, this.#take);
    return true;
  }

  readonly #take = (sample: number): void => {
    this.#frame[this.#filled] = sample;
    this.#filled += 1;
    if (this.#filled < FRAME_SAMPLES) return;
    this.port.postMessage(this.#frame, [this.#frame.buffer]);
    this.#frame = new Float32Array(FRAME_SAMPLES);
    this.#filled = 0;
  };
}

registerProcessor("capture", CaptureProcessor);
