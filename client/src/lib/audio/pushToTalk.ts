import { INSISTING_FRAMES, MAX_FRAMES, type UtteranceSink } from "./utteranceSink.ts";

const SPEECH = 0.45;

/** One utterance from press to release, pauses and all. */
export class PushToTalk {
  readonly #sink: UtteranceSink;
  /** How many frames there are, and in how many of them somebody speaks; null: not pressed. */
  #talk: { frames: number; spoken: number } | null = null;

  constructor(sink: UtteranceSink) {
    this.#sink = sink;
  }

  press(): void {
    if (this.#talk) return;
    this.#talk = { frames: 0, spoken: 0 };
    this.#sink.start();
  }

  /** `probability`: that somebody speaks in it. */
  push(samples: Int16Array<ArrayBuffer>, probability: number): void {
    const talk = this.#talk;
    if (!talk) return;
    talk.frames += 1;
    this.#sink.frame(samples);
    if (probability >= SPEECH) {
      talk.spoken += 1;
      if (talk.spoken === INSISTING_FRAMES) this.#sink.insisted();
    }
    if (talk.frames < MAX_FRAMES) return;
    this.release();
    this.press();
  }

  /** It is over at once; a press without a word was none. */
  release(): void {
    const talk = this.#talk;
    this.#talk = null;
    if (!talk) return;
    if (talk.spoken > 0) this.#sink.end(talk.frames);
    else this.#sink.cancel();
  }
}
