import type { SpeechToText, Transcription, Vocabulary } from "../engines/stt/port.ts";
import { retry, type RetryPolicy } from "../lib/retry.ts";
import type { RecordedUtterance } from "./utteranceCutter.ts";

/** So many utterances are with the recogniser at once. */
const AT_ONCE = 4;

/** Nobody talks meanwhile: an outage of a minute is waited for, and costs nothing that was heard before. */
const patient: RetryPolicy = { attempts: 8, baseMs: 1000, withinMs: 90_000 };

/** An utterance of a recording, and what was heard in it. */
export interface HeardUtterance {
  startMs: number;
  endMs: number;
  transcription: Transcription;
}

interface TranscribeOptions {
  stt: SpeechToText;
  vocabulary: Vocabulary;
  signal: AbortSignal;
}

/**
 * What is said in each utterance, in order. The first failure ends the others and is thrown; so does
 * whoever stops listening. Throws the signal's reason when it is aborted.
 */
export async function* transcribe(
  utterances: AsyncIterable<RecordedUtterance>,
  { stt, vocabulary, signal }: TranscribeOptions,
): AsyncGenerator<HeardUtterance> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const underWay: Promise<HeardUtterance>[] = [];
  const listen = async (utterance: RecordedUtterance): Promise<HeardUtterance> => {
    const { startMs, endMs, audio } = utterance;
    const attempt = (): Promise<Transcription> =>
      stt.transcribe({ audio, vocabulary, signal: either });
    const transcription = await retry(attempt, { signal: either, policy: patient });
    return { startMs, endMs, transcription };
  };
  try {
    for await (const utterance of utterances) {
      const heard = listen(utterance);
      // It is awaited in its turn; one that failed before must not end the process meanwhile.
      heard.catch(() => undefined);
      underWay.push(heard);
      const first = underWay.length === AT_ONCE ? underWay.shift() : undefined;
      if (first) yield await first;
    }
    for (let next = underWay.shift(); next; next = underWay.shift()) yield await next;
  } finally {
    over.abort(new DOMException("Nobody waits for it any more.", "AbortError"));
    await Promise.allSettled(underWay);
  }
}
