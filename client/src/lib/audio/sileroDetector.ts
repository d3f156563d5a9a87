import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol/audio";
import type { InferenceSession, Tensor } from "onnxruntime-web";

/** How probable it is that somebody speaks, frame after frame of one stream. */
export interface SpeechDetector {
  /** 512 samples from -1 to 1 at 16 kHz; one call at a time. */
  probability(samples: Float32Array): Promise<number>;
  close(): Promise<void>;
}

/** The end of the frame before goes with each frame: an onset between two would be missed otherwise. */
const CONTEXT_SAMPLES = 64;
const STATE_SHAPE = [2, 1, 128];

/**
 * Silero's detector of speech in WebAssembly, fetched from our own origin at the first use. Rejects
 * when the model or its runtime cannot be loaded.
 */
export async function startSileroDetector(): Promise<SpeechDetector> {
  const { env, InferenceSession, Tensor } = await import("onnxruntime-web/wasm");
  const assets = new URL("/vad/", location.origin).href;
  env.logLevel = "error";
  env.wasm.numThreads = 1;
  env.wasm.wasmPaths = assets;
  const session = await InferenceSession.create(new URL("silero_vad_v5.onnx", assets).href);
  const rate = new Tensor("int64", [BigInt(INPUT_SAMPLE_RATE)]);
  let state: Tensor = new Tensor("float32", new Float32Array(256), STATE_SHAPE);
  let context = new Float32Array(CONTEXT_SAMPLES);

  return {
    async probability(samples) {
      const input = new Float32Array(CONTEXT_SAMPLES + samples.length);
      input.set(context);
      input.set(samples, CONTEXT_SAMPLES);
      context = samples.slice(-CONTEXT_SAMPLES);
      const feeds = { input: new Tensor("float32", input, [1, input.length]), state, sr: rate };
      const { output, stateN } = await session.run(feeds);
      state = stateN ?? state;
      return probabilityIn(output);
    },
    close: () => session.release(),
  };
}

function probabilityIn(output: InferenceSession.OnnxValueMapType[string] | undefined): number {
  const value = output?.data instanceof Float32Array ? output.data[0] : undefined;
  if (value === undefined) throw new Error("The detector of speech gave no answer.");
  return value;
}
