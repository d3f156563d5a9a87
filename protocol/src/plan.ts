import { z } from "zod";
import { Id, Timestamp } from "./ids.ts";
import { Text } from "./text.ts";

export const PlanStatus = z.enum(["draft", "approved", "in_progress", "completed"]);
export type PlanStatus = z.infer<typeof PlanStatus>;

export const Author = z.enum(["user", "assistant"]);
export type Author = z.infer<typeof Author>;

/** A part of a plan: a second-level heading and what stands under it. `order` counts from 0. */
export const PlanSection = z.object({
  title: z.string(),
  content: z.string(),
  order: z.int().min(0),
});
export type PlanSection = z.infer<typeof PlanSection>;

export const Priority = z.enum(["low", "medium", "high", "critical"]);
export type Priority = z.infer<typeof Priority>;

export const Milestone = z.object({
  title: z.string(),
  /** A calendar day, `YYYY-MM-DD`, in the person's own calendar. */
  date: z.iso.date().nullable(),
});
export type Milestone = z.infer<typeof Milestone>;

export const PlanMetadata = z.object({
  estimatedHours: z.number().min(0).nullable(),
  priority: Priority.nullable(),
  dependencies: z.array(z.string()),
  milestones: z.array(Milestone),
});
export type PlanMetadata = z.infer<typeof PlanMetadata>;

export const emptyMetadata: PlanMetadata = Object.freeze({
  estimatedHours: null,
  priority: null,
  dependencies: [],
  milestones: [],
});

export const PlanTitle = Text().trim().min(1).max(200);
export const PlanMarkdown = Text().max(1_000_000);

export const Plan = z.object({
  id: Id,
  projectId: Id,
  title: z.string(),
  status: PlanStatus,
  currentVersion: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Plan = z.infer<typeof Plan>;

/** A version without its text: what a history lists. */
export const PlanVersionSummary = z.object({
  planId: Id,
  number: z.int(),
  changeSummary: z.string(),
  author: Author,
  conversationId: Id.nullable(),
  createdAt: Timestamp,
});
export type PlanVersionSummary = z.infer<typeof PlanVersionSummary>;

export const PlanVersion = PlanVersionSummary.extend({
  content: z.string(),
  sections: z.array(PlanSection),
  metadata: PlanMetadata,
});
export type PlanVersion = z.infer<typeof PlanVersion>;
