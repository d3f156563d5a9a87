/** Samples that a detector judges at a time: 32 ms at 16 kHz. */
export const VOICE_WINDOW = 512;

/** Tells speech from silence in one stream of audio; keeps what it learned of the background. */
export interface VoiceActivity {
  /** How likely the frame is speech, from 0 to 1. Mono, 16 kHz, 512 samples. */
  probability(frame: Int16Array): number;
}

/** Makes a detector for one stream; it answers at once. */
export interface VoiceActivityDetector {
  readonly name: string;
  open(): VoiceActivity;
}

/** One stream of audio that is judged elsewhere, in a thread of its own. */
export interface SpeechStream {
  /**
   * How likely each window of {@link VOICE_WINDOW} samples that these complete is speech, from 0 to 1,
   * in order. Mono, 16 kHz, any length. Throws a `Problem` (`unavailable`); the next ones are judged
   * again.
   */
  push(samples: Int16Array): Promise<readonly number[]>;
  /** Frees what is kept of the stream. What is still being judged comes to nothing. */
  close(): void;
}

/** Tells speech from silence in any number of streams. */
export interface SpeechDetector {
  readonly name: string;
  open(): SpeechStream;
}
