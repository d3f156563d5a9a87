import type { Source } from "@voiceplan/protocol";
import type { Focus } from "./planner.ts";

/** Something that was planned or said before, in another place than the one that the person is in. */
export interface Recollection {
  source: Source;
  /** The project's name; null: it belongs to none. */
  project: string | null;
  /** The headings above the text, the project's name first. */
  heading: string;
  text: string;
  /** When it was written or said. */
  at: Date;
}

export interface RecallRequest {
  focus: Focus;
  /** What the person says. */
  text: string;
  /** Spoken: nobody may be kept waiting, not for the network either. */
  isSpoken: boolean;
}

/** What planners ask the memory. It never fails: what cannot be had in time is not remembered. */
export interface Recall {
  /** What was decided and learned in the project that is open, the newest first. */
  decided(request: RecallRequest): Promise<Recollection[]>;
  /** What is about the same, best first; nothing where nothing is. */
  recall(request: RecallRequest): Promise<Recollection[]>;
}
