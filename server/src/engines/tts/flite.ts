import { clauses } from "./clauses.ts";
import { FliteThread, type Spoken, type Utterance } from "./fliteThread.ts";
import { requireVoice, type SpeechRequest, type TextToSpeech } from "./port.ts";
import { speakable } from "./speakable.ts";
import { trimSilence } from "./trimSilence.ts";
import { VoiceQueue } from "./voiceQueue.ts";

const SAMPLE_RATE = 16_000;
const PIECE_MS = 100;
/** Silence after a sentence, and after a clause within one. */
const SENTENCE_PAUSE_MS = 180;
const CLAUSE_PAUSE_MS = 70;

/** The voices within Flite, the clearest first. */
const VOICES = ["slt", "rms", "awb", "kal16"] as const;

export interface FliteOptions {
  /** How many speak at a time, with about 100 MB each; or the threads themselves. */
  threads?: number | readonly FliteThread[];
  /** How many clauses may wait for a thread. */
  capacity?: number;
}

/** The built-in voice: Flite in WebAssembly, in a thread of its own. English, 16 kHz. */
export class FliteTextToSpeech implements TextToSpeech {
  readonly name = "Flite";
  readonly sampleRate = SAMPLE_RATE;
  readonly voices = VOICES;
  readonly #queue: VoiceQueue;

  constructor(options: FliteOptions = {}) {
    const { threads = 1, capacity = 256 } = options;
    const made = typeof threads === "number";
    this.#queue = new VoiceQueue(
      made ? Array.from({ length: threads }, () => new FliteThread()) : threads,
      capacity,
    );
  }

  /** Starts the thread and compiles the voice, so that the first sentence does not wait for it. */
  async warmUp(): Promise<void> {
    const ready = { text: "Ready.", voice: VOICES[0], rate: 1 };
    await this.#queue.speak(ready, new AbortController().signal);
  }

  async *synthesize({
    text,
    voice = VOICES[0],
    rate = 1,
    signal,
  }: SpeechRequest): AsyncGenerator<Int16Array> {
    signal.throwIfAborted();
    requireVoice(this, voice);
    // Ends the clause that is made ahead when the caller stops listening.
    const listening = new AbortController();
    const either = AbortSignal.any([signal, listening.signal]);
    const pieces = clauses(speakable(text)).map((piece) => ({ text: piece, voice, rate }));
    let ahead = this.#ask(pieces[0], either);
    try {
      for (const [index, piece] of pieces.entries()) {
        const spoken = await ahead;
        ahead = this.#ask(pieces[index + 1], either);
        if (!spoken) return;
        for (const part of cut(withPause(spoken, piece.text))) {
          signal.throwIfAborted();
          yield part;
        }
      }
    } finally {
      listening.abort();
    }
  }

  /** Ends the threads; what they were at fails. */
  async close(): Promise<void> {
    await this.#queue.close();
  }

  #ask(piece: Utterance | undefined, signal: AbortSignal): Promise<Spoken | null> {
    if (piece === undefined) return Promise.resolve(null);
    const spoken = this.#queue.speak(piece, signal);
    // Whoever awaits it sees its failure; when nobody does any more, it is nobody's.
    spoken.catch(() => null);
    return spoken;
  }
}

function withPause({ samples, sampleRate }: Spoken, piece: string): Int16Array {
  const pauseMs = /[.!?]["')]*$/.test(piece) ? SENTENCE_PAUSE_MS : CLAUSE_PAUSE_MS;
  return trimSilence(samples, sampleRate, pauseMs);
}

/** Views of a tenth of a second each: whoever plays them can stop between any two. */
function* cut(samples: Int16Array): Generator<Int16Array> {
  const length = (SAMPLE_RATE * PIECE_MS) / 1000;
  for (let at = 0; at < samples.length; at += length) yield samples.subarray(at, at + length);
}
