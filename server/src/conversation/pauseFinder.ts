import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol";
import { VOICE_WINDOW, type SpeechStream } from "../engines/vad/port.ts";

/** Finds where speech begins and pauses in a raw stream. Its clock is the audio itself. */
export class PauseFinder {
  readonly #stream: SpeechStream;
  #samples = 0;
  #spoken = false;
  #silentSinceMs: number | null = null;

  constructor(stream: SpeechStream) {
    this.#stream = stream;
  }

  /** How much audio has been looked at, in milliseconds. */
  get nowMs(): number {
    return (this.#samples / INPUT_SAMPLE_RATE) * 1000;
  }

  /** Since when there is silence after speech; null while somebody speaks or nobody has yet. */
  get silentSinceMs(): number | null {
    return this.#silentSinceMs;
  }

  /** Whether anybody has spoken yet. */
  get hasSpeech(): boolean {
    return this.#spoken;
  }

  /**
   * Resolves once the frame has been looked at, after those before it. `threshold`: how likely a window
   * has to be speech to count as that, from 0 to 1. Throws as the stream does.
   */
  async add(frame: Int16Array, threshold: number): Promise<void> {
    for (const probability of await this.#stream.push(frame)) {
      if (probability >= threshold) {
        this.#spoken = true;
        this.#silentSinceMs = null;
      } else if (this.#spoken) {
        this.#silentSinceMs ??= this.nowMs;
      }
      this.#samples += VOICE_WINDOW;
    }
  }

  close(): void {
    this.#stream.close();
  }
}
