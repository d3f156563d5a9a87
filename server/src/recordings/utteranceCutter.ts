import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol";
import { VOICE_WINDOW } from "../engines/vad/port.ts";

/** What somebody says in one go, with a little of what is around it. */
export interface RecordedUtterance {
  startMs: number;
  endMs: number;
  audio: Int16Array;
}

const WINDOW_MS = (VOICE_WINDOW / INPUT_SAMPLE_RATE) * 1000;
const SPEECH = 0.5;
const inWindows = (ms: number): number => Math.round(ms / WINDOW_MS);
/** Silence that ends an utterance. */
const END = inWindows(700);
/** Kept before and after speech: words begin and end softly. */
const PADDING = inWindows(250);
/** Less voice than the shortest word has is none. */
const SHORTEST = 3;
const LONGEST = inWindows(30_000);
/** Where nobody stops for breath, it is cut at the quietest place in the last so much. */
const CUT_WITHIN = inWindows(8_000);

/** Cuts a stream of windows into utterances, by how likely each window is speech. */
export class UtteranceCutter {
  /** Of the utterance under way, or what may go before one. */
  #windows: { samples: Int16Array; probability: number }[] = [];
  /** How many windows came before those. */
  #before = 0;
  #isSpeaking = false;
  #silent = 0;

  /** Takes the next window: the utterance that it ends, if it ends one. */
  add(samples: Int16Array, probability: number): RecordedUtterance | null {
    this.#windows.push({ samples, probability });
    this.#silent = probability >= SPEECH ? 0 : this.#silent + 1;
    if (!this.#isSpeaking) {
      this.#isSpeaking = probability >= SPEECH;
      if (!this.#isSpeaking) this.#forget(this.#windows.length - PADDING);
      return null;
    }
    if (this.#silent >= END) {
      this.#isSpeaking = false;
      const utterance = this.#take(this.#windows.length - this.#silent + PADDING);
      this.#forget(this.#windows.length - PADDING);
      return utterance;
    }
    return this.#windows.length < LONGEST ? null : this.#take(this.#quietest() + 1);
  }

  /** The recording is over: the utterance that was under way, if there was one. */
  end(): RecordedUtterance | null {
    return this.#isSpeaking ? this.#take(this.#windows.length) : null;
  }

  /** Which of the last windows is least likely to be speech. */
  #quietest(): number {
    const from = this.#windows.length - CUT_WITHIN;
    const last = this.#windows.slice(from).map(({ probability }) => probability);
    return from + last.indexOf(Math.min(...last));
  }

  #take(count: number): RecordedUtterance | null {
    const startMs = this.#before * WINDOW_MS;
    const taken = this.#windows.slice(0, count);
    this.#forget(count);
    if (taken.filter(({ probability }) => probability >= SPEECH).length < SHORTEST) return null;
    const audio = new Int16Array(taken.length * VOICE_WINDOW);
    for (const [at, { samples }] of taken.entries()) audio.set(samples, at * VOICE_WINDOW);
    const endMs = startMs + taken.length * WINDOW_MS;
    return { startMs: Math.round(startMs), endMs: Math.round(endMs), audio };
  }

  #forget(count: number): void {
    if (count <= 0) return;
    this.#windows.splice(0, count);
    this.#before += count;
  }
}
