import type { ClientProblem } from "../transport/clientProblem.ts";
import type { SoundState } from "./soundWatch.ts";

/**
 * What is listened to: everything ("always"), one utterance from now until this changes ("pressed"),
 * or nothing.
 */
export type Attention = "always" | "pressed" | "never";

/** Something that listens until it is closed. Attends to nothing at first. */
export interface Ear {
  /** The microphone's name; empty: nobody knows. */
  readonly label: string;
  attend(attention: Attention): void;
  /** The server has ended what is being said after so many of its frames. */
  ended(frames: number): void;
  close(): Promise<void>;
}

export interface EarEvents {
  /** How loud it is, from 0 to 1. */
  level(level: number): void;
  /** Whether the microphone sends anything; comes with every frame. */
  sound(state: SoundState): void;
  /** Somebody may have begun to speak. */
  onset(): void;
  /** Somebody speaks, and has for so long that whoever else speaks is to give way. */
  insisted(): void;
  /** It is quiet again. `utteranceId`: what was said; null: nothing, or nobody knows. */
  over(utteranceId: string | null): void;
  /** The microphone is gone. */
  unplugged(): void;
  /** It cannot listen any more, because of this. */
  failed(problem: ClientProblem): void;
}
