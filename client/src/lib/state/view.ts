import type {
  CommandName,
  ConversationEvent,
  ConversationState,
  Modality,
  PlanStatus,
  Project,
  ReplyOutcome,
  Source,
  Timings,
} from "@voiceplan/protocol";

/** Something the person said or wrote. */
export interface SaidEntry {
  kind: "said";
  id: string;
  at: string;
  text: string;
  modality: Modality;
}

/** A reply: `text` grows while it streams and is what was heard or seen once `outcome` is known. */
export interface ReplyEntry {
  kind: "reply";
  id: string;
  at: string;
  sourceId: string | null;
  text: string;
  outcome: ReplyOutcome | null;
  timings: Timings | null;
  /** What it goes back to of what was planned or said before. */
  sources?: readonly Source[];
}

export interface CommandEntry {
  kind: "command";
  id: string;
  at: string;
  command: CommandName;
  sourceId: string;
  result: Readonly<Record<string, unknown>> & { say: string };
}

export interface SavedEntry {
  kind: "saved";
  id: string;
  at: string;
  planId: string;
  version: number;
  title: string;
}

export interface OpenedEntry {
  kind: "opened";
  id: string;
  at: string;
  name: string;
}

export interface ProblemEntry {
  kind: "problem";
  id: string;
  at: string;
  message: string;
  retryable: boolean;
}

export type Entry = SaidEntry | ReplyEntry | CommandEntry | SavedEntry | OpenedEntry | ProblemEntry;

/** The plan beside the conversation. */
export interface Sheet {
  title: string;
  /** The text as it was last drafted; null where only a saved version is known. */
  markdown: string | null;
  /** The version that was saved last; null before the first. */
  saved: { planId: string; projectId: string; version: number } | null;
  /** Whether there is text newer than `saved`. */
  isAhead: boolean;
  /** Its status, where the conversation has changed it. */
  status?: PlanStatus;
}

/** What the page shows of a conversation; the result of reducing its events. */
export interface View {
  /** The newest event that was consumed; all before it were, too. */
  seq: number;
  state: ConversationState;
  entries: readonly Entry[];
  /** What is being recognised just now. */
  hearing: { utteranceId: string; text: string } | null;
  project: Project | null;
  sheet: Sheet | null;
  /** Events that came ahead of a gap, by their number; consumed once the gap is filled. */
  waiting: ReadonlyMap<number, NumberedEvent>;
}

/** An event of a kind this page does not know. It takes its place in the order and shows nothing. */
export interface UnknownEvent {
  conversationId: string;
  seq: number;
  at: string;
  type: "unknown";
}

export type NumberedEvent = ConversationEvent | UnknownEvent;

export const emptyView: View = Object.freeze({
  seq: 0,
  state: "listening",
  entries: [],
  hearing: null,
  project: null,
  sheet: null,
  waiting: new Map(),
});
