import type { Milestone, Priority } from "@voiceplan/protocol";

export const templateIds = [
  "new-feature",
  "bug-fix",
  "performance",
  "security",
  "refactoring",
  "api-integration",
  "database-migration",
] as const;
export type TemplateId = (typeof templateIds)[number];

/** `low` equals `high` where the person gave one number. Hours of work. */
export interface Estimate {
  low: number;
  high: number;
}

/** What the plan is about, taken apart: "add CSV export to the billing portal". */
export interface Subject {
  /** The wish without its lead-in, as it was said. */
  phrase: string;
  /** "CSV export" */
  thing: string;
  /** "the billing portal"; null when nothing was named. */
  target: string | null;
}

export interface Question {
  /** What the answer is kept under. */
  slot: string;
  kind: "text" | "list" | "estimate" | "priority" | "dependencies" | "milestones";
  /** Spoken; `{thing}` stands for what is planned. */
  ask: string;
  /** The same as a noun, for "still open: …". */
  label: string;
  /** The section of the plan that it fills. */
  fills: string;
  /** An answer that somebody might give. */
  example: string;
  /** A clause that answers this without being asked; its first group, if any, is the answer. */
  cue?: RegExp;
}

/** What is known when a plan is written. */
export interface Facts {
  title: string;
  subject: Subject;
  /** The items of an answer; empty when it was skipped, or answered with none. */
  items(slot: string): readonly string[];
  /** The answer as one text, or null. */
  text(slot: string): string | null;
  estimate: Estimate | null;
  priority: Priority | null;
  dependencies: readonly string[];
  milestones: readonly Milestone[];
}

export interface Phase {
  title: string;
  tasks: readonly string[];
  /** Its part of the whole effort, from 0 to 1. */
  share: number;
}

/** The plan's substance; the same renderer makes Markdown of every template's outline. */
export interface Outline {
  overview: readonly string[];
  goals: readonly string[];
  inScope: readonly string[];
  outOfScope: readonly string[];
  /** Sections that only this kind of plan has, after the scope. */
  extra: readonly { title: string; lines: readonly string[] }[];
  phases: readonly Phase[];
  testing: readonly string[];
  risks: readonly string[];
  rollout: readonly string[];
}

/** One kind of plan: when it fits, what it asks, and what it makes of the answers. */
export interface Template {
  id: TemplateId;
  title: string;
  summary: string;
  /** Titles of the sections that its plans have. */
  sections: readonly string[];
  /** A first message that leads to it. */
  example: string;
  /** Words that speak for it, with their weight. */
  words: readonly (readonly [RegExp, number])[];
  questions: readonly Question[];
  /** The slot for what was said and fits no other. */
  freeSlot: string;
  titleOf(subject: Subject): string;
  outline(facts: Facts): Outline;
}
