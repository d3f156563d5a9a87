export interface SpeechRequest {
  /** Plain words, one sentence or clause, at most 4096 characters. */
  text: string;
  signal: AbortSignal;
}

/**
 * Speaks one piece of text. Yields mono 16-bit samples at `sampleRate` as they are made, in pieces of
 * any length. Throws a `Problem` (`speech_failed`) or the signal's reason.
 */
export interface TextToSpeech {
  readonly name: string;
  /** Samples a second. */
  readonly sampleRate: number;
  synthesize(request: SpeechRequest): AsyncIterable<Int16Array>;
}
