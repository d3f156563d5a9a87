/** How the processes of the bench speak with each other. All moments are of `nowMs`. */

/** One request to the provider. */
export interface Exchange {
  role: "transcription" | "chat" | "speech";
  /** Of the utterance it is about. */
  name: string | null;
  at: number;
  /** When what a turn waits for was sent: the text, the first sentence's last token, the first byte. */
  usefulAt: number | null;
  /** The server hung up before it was complete. */
  abandoned: boolean;
}

export type ToProvider = { type: "journal" };
export type FromProvider =
  { type: "ready"; baseUrl: string } | { type: "journal"; exchanges: Exchange[]; lagMs: number };

/** What somebody says: a wish for the planner, a command, or words into the middle of a reply. */
export type TurnKind = "plan" | "command" | "bargeIn";

/** How a client has its utterances ended: by a pause and the server, or by itself. */
export type Ending = "server" | "client";

/** One turn as its client saw it. Null: it did not come. */
export interface TurnSeen {
  kind: TurnKind;
  name: string;
  /** The last sample of speech had been captured and sent. */
  spokenAt: number;
  /** The client said that there was silence, or that it was the end. */
  silenceToldAt: number;
  /** `utterance.ended` arrived. */
  overAt: number | null;
  transcriptAt: number | null;
  commandAt: number | null;
  firstAudioAt: number | null;
  /** Of a barge-in: from its first frame to the last frame of the reply that it silenced. */
  silencedAfterMs: number | null;
  /** What went wrong, for a person. */
  fault: string | null;
}

export interface Job {
  url: string;
  /** Numbers of the conversations. */
  from: number;
  to: number;
  turns: number;
  ending: Ending;
}

export type ToTalkers = { type: "talk"; job: Job };
export type FromTalkers = { type: "open" } | { type: "done"; turns: TurnSeen[]; lagMs: number };
