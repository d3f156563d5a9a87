import { FRAME_MS } from "./utteranceSink.ts";

/** Bluetooth sends nothing but zeros for its first moments. */
const PATIENCE_FRAMES = Math.round(1500 / FRAME_MS);
const SILENT_FRAMES = Math.round(8000 / FRAME_MS);

/** "awaited": it has only just been opened; "silent": it was long ago, and nothing has come. */
export type SoundState = "awaited" | "expected" | "silent" | "heard";

/** Whether the microphone sends anything at all. Its clock is the frames. */
export class SoundWatch {
  #state: SoundState = "awaited";
  #frames = 0;

  push(samples: Float32Array): SoundState {
    if (this.#state === "heard") return this.#state;
    this.#frames += 1;
    if (samples.some((sample) => sample !== 0)) this.#state = "heard";
    else if (this.#frames >= SILENT_FRAMES) this.#state = "silent";
    else if (this.#frames >= PATIENCE_FRAMES) this.#state = "expected";
    return this.#state;
  }
}
