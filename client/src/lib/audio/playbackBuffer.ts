import { JitterPolicy } from "./jitterPolicy.ts";

/** A piece of a reply, mono, at the rate of the output. */
export interface Piece {
  replyId: string;
  /** Grows from piece to piece. */
  number: number;
  samples: Float32Array<ArrayBuffer>;
  /** Something is missing before it. */
  isAfterGap: boolean;
}

/** From `frame` of the output's clock on, the reply is played from its sample `position`; or rests. */
export interface Mark {
  replyId: string;
  frame: number;
  position: number;
  isRunning: boolean;
  /** Samples that wait to be played. */
  buffered: number;
  /** The number of the piece that had come last. */
  newest: number;
  /** How often a reply had to wait for its next piece, in all. */
  underruns: number;
}

/** So that nothing clicks where sound begins or breaks off. */
const FADE_MS = 5;
/** More than this is never kept; the server sends a few seconds ahead. */
const MAX_BUFFERED_MS = 30_000;

/**
 * The pieces of replies on their way to the loudspeaker, in order and without a gap as long as they
 * come in time. Pure: the output asks for its samples, and the number of samples it has asked for is
 * the only clock. `onMark` hears of every beginning and end of sound, to the sample.
 */
export class PlaybackBuffer {
  readonly #onMark: (mark: Mark) => void;
  readonly #policy = new JitterPolicy();
  readonly #framesPerMs: number;
  readonly #fade: number;
  #queue: Piece[] = [];
  #buffered = 0;
  #newest = 0;
  #underruns = 0;
  /** The reply that is played, or was played last, and how many of its samples were. */
  #replyId = "";
  #position = 0;
  /** Samples of the first piece in the queue that were played. */
  #offset = 0;
  #isRunning = false;
  #isHeld = false;
  /** The clock at the end of what was rendered last. */
  #frame = 0;
  /** For how long the first piece has waited for others, in samples. */
  #waited = 0;
  /** When it ran dry in the middle of a reply; null: it did not. */
  #dryAt: number | null = null;
  #wasCalm = true;
  /** Samples of the beginning that are still to be faded in. */
  #fadeIn = 0;
  /** What fades out of a sound that broke off. */
  #tail = new Float32Array(0);
  #last = 0;

  constructor(sampleRate: number, onMark: (mark: Mark) => void) {
    this.#onMark = onMark;
    this.#framesPerMs = sampleRate / 1000;
    this.#fade = Math.round(FADE_MS * this.#framesPerMs);
  }

  push(piece: Piece): void {
    this.#newest = piece.number;
    if (this.#buffered > MAX_BUFFERED_MS * this.#framesPerMs) return;
    this.#queue.push(piece);
    this.#buffered += piece.samples.length;
  }

  /** Silence at once; `release` goes on at the same sample. */
  hold(): void {
    if (this.#isHeld) return;
    this.#isHeld = true;
    this.#dryAt = null;
    this.#breakOff();
    this.#rest(this.#frame);
  }

  release(): void {
    this.#isHeld = false;
  }

  /** Silence at once, and nothing is left. */
  stop(): void {
    this.#breakOff();
    this.#queue = [];
    this.#offset = 0;
    this.#buffered = 0;
    this.#waited = 0;
    this.#dryAt = null;
    this.#isHeld = false;
    this.#rest(this.#frame);
  }

  /** Fills `out`, whose first sample is number `frame` of the output's clock. */
  render(out: Float32Array, frame: number): void {
    out.fill(0);
    this.#mixTail(out, 0);
    let filled = 0;
    while (!this.#isHeld && filled < out.length) {
      const piece = this.#queue[0];
      if (!piece) {
        if (this.#isRunning) this.#runDry(out, filled, frame);
        break;
      }
      if (!this.#isRunning) {
        if (!this.#mayStart()) {
          this.#waited += out.length - filled;
          break;
        }
        this.#start(piece, frame + filled);
      } else if (piece.replyId !== this.#replyId) {
        this.#begin(piece.replyId, frame + filled);
      }
      if (piece.isAfterGap && this.#offset === 0) this.#fadeIn = this.#fade;
      filled += this.#play(piece, out.subarray(filled));
    }
    this.#frame = frame + out.length;
  }

  #play(piece: Piece, out: Float32Array): number {
    const count = Math.min(out.length, piece.samples.length - this.#offset);
    for (let index = 0; index < count; index += 1) {
      let sample = piece.samples[this.#offset + index] ?? 0;
      if (this.#fadeIn > 0) {
        sample *= 1 - this.#fadeIn / this.#fade;
        this.#fadeIn -= 1;
      }
      out[index] = (out[index] ?? 0) + sample;
      this.#last = sample;
    }
    this.#offset += count;
    this.#position += count;
    this.#buffered -= count;
    if (this.#offset === piece.samples.length) {
      this.#queue.shift();
      this.#offset = 0;
    }
    return count;
  }

  #mayStart(): boolean {
    const lead = this.#policy.leadMs * this.#framesPerMs;
    return this.#buffered >= lead || this.#waited >= lead;
  }

  #start({ replyId }: Piece, frame: number): void {
    this.#waited = 0;
    this.#isRunning = true;
    this.#fadeIn = this.#fade;
    if (this.#dryAt !== null && replyId === this.#replyId) {
      this.#underruns += 1;
      this.#wasCalm = false;
      this.#policy.late((frame - this.#dryAt) / this.#framesPerMs);
    }
    this.#dryAt = null;
    this.#begin(replyId, frame);
  }

  #begin(replyId: string, frame: number): void {
    if (replyId !== this.#replyId) {
      if (this.#wasCalm) this.#policy.calm();
      this.#wasCalm = true;
      this.#replyId = replyId;
      this.#position = 0;
    }
    this.#mark(frame);
  }

  #runDry(out: Float32Array, filled: number, frame: number): void {
    this.#dryAt = frame + filled;
    this.#tail = Float32Array.from(
      { length: this.#fade },
      (_, index) => this.#last * this.#ramp(index),
    );
    this.#mixTail(out, filled);
    this.#rest(frame + filled);
  }

  /** What would have been played next fades out, and is not counted as played. */
  #breakOff(): void {
    if (!this.#isRunning) return;
    const samples = this.#queue[0]?.samples.subarray(this.#offset, this.#offset + this.#fade);
    this.#tail = Float32Array.from(samples ?? [], (sample, index) => sample * this.#ramp(index));
  }

  #ramp(index: number): number {
    return 1 - (index + 1) / this.#fade;
  }

  #mixTail(out: Float32Array, from: number): void {
    const count = Math.min(this.#tail.length, out.length - from);
    for (let index = 0; index < count; index += 1) {
      out[from + index] = (out[from + index] ?? 0) + (this.#tail[index] ?? 0);
    }
    this.#tail = this.#tail.subarray(count);
  }

  #rest(frame: number): void {
    this.#isRunning = false;
    this.#mark(frame);
  }

  #mark(frame: number): void {
    this.#onMark({
      replyId: this.#replyId,
      frame,
      position: this.#position,
      isRunning: this.#isRunning,
      buffered: this.#buffered,
      newest: this.#newest,
      underruns: this.#underruns,
    });
  }
}
