import type { Message, Plan, Project, Source } from "@voiceplan/protocol";

/** Where a conversation stands: what the words "this project" and "this plan" mean in it. */
export interface Focus {
  ownerId: string;
  conversationId: string;
  project: Project | null;
  plan: Plan | null;
}

export interface PlannerRequest {
  focus: Focus;
  /** The person's message that is to be answered. Its id keys everything the planner writes. */
  message: Message;
  /** What was said before, oldest first, without `message`. */
  history: readonly Message[];
  /** What was said before that, in short; empty where that is all. */
  summary?: string;
  /** What this planner returned as `state` the last time, as JSON; null at first. */
  state: unknown;
  /**
   * Resolves when it is sure that these are the person's words: an answer may begin before, but nothing
   * is written and nothing but text and drafts is returned. Rejects when they are not.
   */
  confirmed: Promise<void>;
  signal: AbortSignal;
}

/** What a planner does, in the order in which it does it. */
export type PlannerStep =
  /** Words for the person, spoken and shown. */
  | { type: "text"; delta: string }
  /** The plan as it is being written: always the whole of it so far. */
  | { type: "draft"; title: string; markdown: string }
  /** A project was opened or created: the conversation is about it from now on. */
  | { type: "project"; project: Project }
  /** A version is in the database: the conversation is about this plan from now on. */
  | { type: "saved"; plan: Plan; version: number }
  /** What of the past the reply goes back to. */
  | { type: "sources"; sources: readonly Source[] }
  /** To be kept with the conversation until the next message, once this reply is done. */
  | { type: "state"; state: unknown };

/**
 * Answers one message. It may be asked to answer the same message again after a crash: what it writes
 * is keyed by the message's id, so that the second time finds what the first one wrote. Throws a
 * `Problem` or the signal's reason, the latter never between a write and the step that tells of it.
 */
export interface Planner {
  readonly name: string;
  /** Whether it waits, in this `state` of its own, for the answer to a question that it asked. */
  isAsking(state: unknown): boolean;
  reply(request: PlannerRequest): AsyncIterable<PlannerStep>;
}
