import { inputDurationMs, MAX_UTTERANCE_MS, type Request } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { FrameFormat } from "./frameFormat.ts";

/** Room for two seconds, as long as a command. */
const FIRST_BYTES = 64_000;

/** The audio of one utterance while it comes in: frames in order, each once, up to two minutes. */
export class UtteranceBuffer {
  readonly id: string;
  readonly endpointing: "client" | "server";
  readonly vad: "client" | "server";
  readonly #format: FrameFormat;
  /** One piece that grows, so that a thousand small frames cost no more than ten large ones. */
  #audio = Buffer.alloc(FIRST_BYTES);
  /** Where each frame ends in it. */
  readonly #ends: number[] = [];
  #isFull = false;

  constructor(request: Request<"utterance.start">, format: FrameFormat) {
    this.#format = format;
    this.id = request.utteranceId;
    this.endpointing = request.endpointing;
    this.vad = request.vad;
  }

  get frames(): number {
    return this.#ends.length;
  }

  get #bytes(): number {
    return this.#ends.at(-1) ?? 0;
  }

  /** The frame's audio; null when it had come before. Throws a `Problem` and changes nothing otherwise. */
  add(seq: number, frame: Uint8Array): Uint8Array | null {
    const bytes = this.#format.pcmBytes(frame);
    if (seq < this.#ends.length) return null;
    if (seq > this.#ends.length) {
      const expected = this.#ends.length;
      throw new Problem(
        "frame_out_of_order",
        `Frame ${expected} was expected, but ${seq} came. Send again from ${expected}.`,
        { retryable: true },
      );
    }
    if (inputDurationMs(this.#bytes + bytes) > MAX_UTTERANCE_MS) {
      this.#isFull = true;
      throw new Problem(
        "utterance_too_long",
        "That was longer than two minutes. What was said so far is kept; go on in a new one.",
      );
    }
    const audio = this.#format.pcm(frame);
    this.#append(audio);
    return audio;
  }

  /** Throws a `Problem` when some of the first `frames` frames have not come. */
  expect(frames: number): void {
    const expected = this.#ends.length;
    if (frames <= expected || this.#isFull) return;
    throw new Problem(
      "frame_out_of_order",
      `Only ${expected} of ${frames} frames have come. Send again from ${expected}.`,
      { retryable: true },
    );
  }

  /** The audio of the first `frames` frames as one piece. Throws as {@link expect} does. */
  audio(frames: number): Buffer<ArrayBuffer> {
    this.expect(frames);
    const end = frames === 0 ? 0 : (this.#ends[frames - 1] ?? this.#bytes);
    return this.#audio.subarray(0, end);
  }

  /** Nothing is added any more. */
  close(): void {
    this.#format.close();
  }

  #append(audio: Uint8Array): void {
    const start = this.#bytes;
    const end = start + audio.byteLength;
    if (end > this.#audio.byteLength) {
      const larger = Buffer.alloc(Math.max(end, this.#audio.byteLength * 2));
      larger.set(this.#audio.subarray(0, start));
      this.#audio = larger;
    }
    this.#audio.set(audio, start);
    this.#ends.push(end);
  }
}
