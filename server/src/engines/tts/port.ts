import { Problem } from "../../lib/problem.ts";

export interface SpeechRequest {
  /** Plain words, one sentence or clause, at most 4096 characters. */
  text: string;
  /** One of the engine's `voices`; the first of them when not given. */
  voice?: string | undefined;
  /** How fast: 1 is the voice's own pace, from 0.5 to 2. */
  rate?: number | undefined;
  signal: AbortSignal;
}

/**
 * Speaks one piece of text. Yields mono 16-bit samples at `sampleRate` as they are made, in pieces of
 * any length. Throws a `Problem` (`speech_failed`, or `invalid_payload` for a voice that it does not
 * have) or the signal's reason.
 */
export interface TextToSpeech {
  readonly name: string;
  /** Samples a second. */
  readonly sampleRate: number;
  /** The names of its voices, at least one; the first is the one that speaks unless asked otherwise. */
  readonly voices: readonly string[];
  synthesize(request: SpeechRequest): AsyncIterable<Int16Array>;
}

/** Throws a `Problem` that lists the voices when this is none of them. */
export function requireVoice({ voices }: Pick<TextToSpeech, "voices">, voice: string): void {
  if (voices.includes(voice)) return;
  throw new Problem(
    "invalid_payload",
    `There is no voice "${voice}". Choose one of ${voices.join(", ")}.`,
  );
}
