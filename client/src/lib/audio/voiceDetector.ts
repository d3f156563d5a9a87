export const FRAME_MS = 32;

/** What a detector says while it listens. `onFrame` comes before the others for the same frame. */
export interface VoiceDetectorEvents {
  /** 512 samples at 16 kHz from -1 to 1, and how probable it is that somebody speaks in them. */
  onFrame(samples: Float32Array, probability: number): void;
  /** Somebody may have begun to speak. */
  onStart(): void;
  /** It has lasted long enough to be speech. */
  onConfirmed(): void;
  /** The speech is over. */
  onEnd(): void;
  /** It was no speech. */
  onMisfire(): void;
}

export interface VoiceDetector {
  /** Listens on until `close`. While replies are played, `wary` asks for more certainty. */
  setWary(wary: boolean): void;
  close(): Promise<void>;
}

export interface VoiceDetectorRequest {
  stream: MediaStream;
  /** Running, and not closed by the detector. */
  context: AudioContext;
  events: VoiceDetectorEvents;
}
