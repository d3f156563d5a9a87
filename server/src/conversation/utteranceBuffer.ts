import {
  BYTES_PER_SAMPLE,
  inputDurationMs,
  MAX_FRAME_BYTES,
  MAX_UTTERANCE_MS,
  type Request,
} from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";

/** Room for two seconds, as long as a command. */
const FIRST_BYTES = 64_000;

/** The audio of one utterance while it comes in: frames in order, each once, up to two minutes. */
export class UtteranceBuffer {
  readonly id: string;
  readonly endpointing: "client" | "server";
  readonly vad: "client" | "server";
  /** One piece that grows, so that a thousand small frames cost no more than ten large ones. */
  #audio = Buffer.alloc(FIRST_BYTES);
  /** Where each frame ends in it. */
  readonly #ends: number[] = [];
  #isFull = false;

  constructor(request: Request<"utterance.start">) {
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

  /** Takes the frame; false when it had come before. Throws a `Problem` and changes nothing otherwise. */
  add(seq: number, frame: Uint8Array): boolean {
    if (frame.byteLength === 0 || frame.byteLength % BYTES_PER_SAMPLE !== 0) {
      throw new Problem("invalid_payload", "A frame is whole samples of 16 bits, at least one.");
    }
    if (frame.byteLength > MAX_FRAME_BYTES) {
      throw new Problem("frame_too_large", "A frame is one second of audio at most.");
    }
    if (seq < this.#ends.length) return false;
    if (seq > this.#ends.length) {
      const expected = this.#ends.length;
      throw new Problem(
        "frame_out_of_order",
        `Frame ${expected} was expected, but ${seq} came. Send again from ${expected}.`,
        { retryable: true },
      );
    }
    if (inputDurationMs(this.#bytes + frame.byteLength) > MAX_UTTERANCE_MS) {
      this.#isFull = true;
      throw new Problem(
        "utterance_too_long",
        "That was longer than two minutes. What was said so far is kept; go on in a new one.",
      );
    }
    this.#append(frame);
    return true;
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

  #append(frame: Uint8Array): void {
    const start = this.#bytes;
    const end = start + frame.byteLength;
    if (end > this.#audio.byteLength) {
      const larger = Buffer.alloc(Math.max(end, this.#audio.byteLength * 2));
      larger.set(this.#audio.subarray(0, start));
      this.#audio = larger;
    }
    this.#audio.set(frame, start);
    this.#ends.push(end);
  }
}
