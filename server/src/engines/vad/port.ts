/** Tells speech from silence in one stream of audio; keeps what it learned of the background. */
export interface VoiceActivity {
  /** How likely the frame is speech, from 0 to 1. Mono, 16 kHz, 512 samples. */
  probability(frame: Int16Array): number;
}

/** Makes a detector for one stream. */
export interface VoiceActivityDetector {
  readonly name: string;
  open(): VoiceActivity;
}
