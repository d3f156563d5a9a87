/** How long one frame of the microphone is: 512 samples at 16 kHz. */
export const FRAME_MS = 32;
export const FRAME_SAMPLES = 512;

/** Before the longest utterance a server takes; what is said on is the next one. */
export const MAX_FRAMES = Math.floor(110_000 / FRAME_MS);

/** So many frames of speech are no "mhm": somebody has taken the floor. */
export const INSISTING_FRAMES = Math.round(600 / FRAME_MS);

/** Where the frames of utterances go, in the order in which they were spoken. */
export interface UtteranceSink {
  /** Somebody may have begun to speak. */
  start(): void;
  /** Mono, 16 kHz, 16 bit. */
  frame(samples: Int16Array<ArrayBuffer>): void;
  /** It is speech, and has lasted so long that whoever else speaks is to give way. */
  insisted(): void;
  /** Silence has begun; if it lasts, the utterance is its first `frames` frames. */
  pause(frames: number): void;
  /** It did not last. */
  resume(): void;
  /** `frames`: how many of the frames belong to it; those after are the silence that ended it. */
  end(frames: number): void;
  /** It was no speech. */
  cancel(): void;
}
