/** The delays of the emulated provider, in milliseconds. */
export const DELAYS = {
  transcriptionMs: 200,
  chatFirstTokenMs: 300,
  chatTokenMs: 20,
  speechFirstByteMs: 150,
  /** Speech comes so many times as fast as it is played. */
  speechSpeed: 10,
} as const;

/** Tokens of the first sentence. */
const SENTENCE_TOKENS = 9;

/** From the first token asked for to the last of the first sentence. */
export const FIRST_SENTENCE_MS =
  DELAYS.chatFirstTokenMs + (SENTENCE_TOKENS - 1) * DELAYS.chatTokenMs;

/** What a turn takes at the provider alone, one request after the other. */
export const FLOOR_MS = DELAYS.transcriptionMs + FIRST_SENTENCE_MS + DELAYS.speechFirstByteMs;
