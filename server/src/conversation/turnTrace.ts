import type { Timings } from "@voiceplan/protocol";

type Boundary = Exclude<keyof Timings, "silenceMs" | "recognitionMs" | "hiddenMs">;

/** What may have been begun before the input was complete. */
type Work = "recognition" | "thinking";

interface Span {
  fromMs: number;
  toMs: number | null;
}

/** When a turn passed each of its boundaries, counted from the moment its input was complete. */
export class TurnTrace {
  #inputEndedAtMs = performance.now();
  #silenceMs: number | null = null;
  #passedAtMs: Partial<Record<Boundary, number>> = {};
  readonly #work: Partial<Record<Work, Span>> = {};

  /** The input is complete only now, after so much silence. */
  inputEnded(silenceMs: number | null): void {
    this.#inputEndedAtMs = performance.now();
    this.#silenceMs = silenceMs;
  }

  /** What was begun on these words is dropped: the turn passes its boundaries anew. */
  restart(): void {
    this.#passedAtMs = {};
    delete this.#work.thinking;
  }

  /** Only the first time counts. */
  pass(boundary: Boundary): void {
    this.#passedAtMs[boundary] ??= performance.now();
  }

  begin(work: Work): void {
    this.#work[work] = { fromMs: performance.now(), toMs: null };
  }

  end(work: Work): void {
    const span = this.#work[work];
    if (span) span.toMs ??= performance.now();
  }

  async during<T>(work: Work, done: Promise<T>): Promise<T> {
    this.begin(work);
    try {
      return await done;
    } finally {
      this.end(work);
    }
  }

  get timings(): Timings {
    const { recognition } = this.#work;
    return {
      transcriptMs: this.#since("transcriptMs"),
      firstTextMs: this.#since("firstTextMs"),
      firstSentenceMs: this.#since("firstSentenceMs"),
      firstAudioMs: this.#since("firstAudioMs"),
      textDoneMs: this.#since("textDoneMs"),
      endedMs: this.#since("endedMs"),
      silenceMs: rounded(this.#silenceMs),
      recognitionMs: recognition?.toMs ? rounded(recognition.toMs - recognition.fromMs) : null,
      hiddenMs: recognition ? rounded(this.#hiddenMs()) : null,
    };
  }

  #since(boundary: Boundary): number | null {
    const atMs = this.#passedAtMs[boundary];
    return atMs === undefined ? null : rounded(Math.max(0, atMs - this.#inputEndedAtMs));
  }

  #hiddenMs(): number {
    const untilMs = this.#inputEndedAtMs;
    return Object.values(this.#work).reduce(
      (sum, { fromMs, toMs }) => sum + Math.max(0, Math.min(toMs ?? untilMs, untilMs) - fromMs),
      0,
    );
  }
}

function rounded(ms: number): number;
function rounded(ms: number | null): number | null;
function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 10) / 10;
}
