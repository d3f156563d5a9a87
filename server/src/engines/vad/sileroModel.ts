import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { VOICE_WINDOW } from "./port.ts";

/** Version 5 is fed the last samples of the window before, too. */
const CONTEXT = 64;
const INPUT = CONTEXT + VOICE_WINDOW;
const HIDDEN = 128;

/** What the model remembers of one stream. */
export class SileroMemory {
  readonly context = new Float32Array(CONTEXT);
  /** Both halves of the recurrent layer's state, one after the other. */
  readonly state = new Float32Array(2 * HIDDEN);
}

/** One window of a stream, and what is remembered of that stream. */
export interface RememberedWindow {
  memory: SileroMemory;
  window: Int16Array;
}

/** Silero VAD, version 5, at 16 kHz. */
export class SileroModel {
  readonly #session: InferenceSession;
  readonly #rate = new Tensor("int64", [16_000n], []);

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  static async load(): Promise<SileroModel> {
    env.wasm.numThreads = 1;
    const path = fileURLToPath(import.meta.resolve("@ricky0123/vad-web/dist/silero_vad_v5.onnx"));
    return new SileroModel(await InferenceSession.create(await readFile(path)));
  }

  /** How likely each window is speech; all in one run, each of another stream. */
  async judge(windows: readonly RememberedWindow[]): Promise<number[]> {
    const count = windows.length;
    const input = new Float32Array(count * INPUT);
    const state = new Float32Array(2 * count * HIDDEN);
    for (const [at, { memory, window }] of windows.entries()) {
      const place = input.subarray(at * INPUT, (at + 1) * INPUT);
      place.set(memory.context);
      for (let i = 0; i < VOICE_WINDOW; i += 1) place[CONTEXT + i] = (window[i] ?? 0) / 32_768;
      memory.context.set(place.subarray(VOICE_WINDOW));
      state.set(memory.state.subarray(0, HIDDEN), at * HIDDEN);
      state.set(memory.state.subarray(HIDDEN), (count + at) * HIDDEN);
    }
    const { output, stateN } = await this.#session.run({
      input: new Tensor("float32", input, [count, INPUT]),
      state: new Tensor("float32", state, [2, count, HIDDEN]),
      sr: this.#rate,
    });
    const next = floatsOf(stateN);
    for (const [at, { memory }] of windows.entries()) {
      memory.state.set(next.subarray(at * HIDDEN, (at + 1) * HIDDEN));
      memory.state.set(next.subarray((count + at) * HIDDEN, (count + at + 1) * HIDDEN), HIDDEN);
    }
    return [...floatsOf(output)];
  }
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new Error("This is not Silero's model.");
}
