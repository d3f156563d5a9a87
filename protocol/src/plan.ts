import { z } from "zod";
import { Id, Timestamp } from "./ids.ts";
import { PageQuery } from "./page.ts";
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
  title: Text(),
  /** A calendar day, `YYYY-MM-DD`, in the person's own calendar. */
  date: z.iso.date().nullable(),
});
export type Milestone = z.infer<typeof Milestone>;

export const PlanMetadata = z.object({
  estimatedHours: z.number().min(0).nullable(),
  priority: Priority.nullable(),
  dependencies: z.array(Text()),
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

/** The checkboxes of a plan. */
export const PlanProgress = z.object({ done: z.int(), total: z.int() });
export type PlanProgress = z.infer<typeof PlanProgress>;

export const Plan = z.object({
  id: Id,
  projectId: Id,
  title: z.string(),
  status: PlanStatus,
  currentVersion: z.int(),
  progress: PlanProgress,
  reviewFrom: z
    .int()
    .nullish()
    .describe(
      "What was changed in conversation since this version waits to be accepted or rejected; null: nothing does.",
    ),
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
  /** The message that asked for it. */
  messageId: Id.nullable(),
  createdAt: Timestamp,
});
export type PlanVersionSummary = z.infer<typeof PlanVersionSummary>;

export const PlanVersion = PlanVersionSummary.extend({
  content: z.string(),
  sections: z.array(PlanSection),
  metadata: PlanMetadata,
});
export type PlanVersion = z.infer<typeof PlanVersion>;

/** A plan with its newest version. */
export const PlanDetail = Plan.extend({
  content: z.string(),
  sections: z.array(PlanSection),
  metadata: PlanMetadata,
});
export type PlanDetail = z.infer<typeof PlanDetail>;

const ChangeSummary = Text().trim().max(300);

export const CreatePlan = z.object({
  projectId: Id,
  title: PlanTitle.optional().describe("Left out: the first heading of the content."),
  content: PlanMarkdown.optional(),
  templateId: z.string().max(60).optional().describe("Begins with what this template writes."),
  metadata: PlanMetadata.partial().optional().describe("Left out: what the front matter says."),
  changeSummary: ChangeSummary.optional(),
});
export type CreatePlan = z.infer<typeof CreatePlan>;

/** What is left out stays as it is. Content or metadata make a new version. */
export const UpdatePlan = z.object({
  title: PlanTitle.optional(),
  status: PlanStatus.optional(),
  comment: Text().trim().max(2000).optional().describe("Why the status changes."),
  content: PlanMarkdown.optional(),
  metadata: PlanMetadata.partial().optional(),
  changeSummary: ChangeSummary.optional(),
});
export type UpdatePlan = z.infer<typeof UpdatePlan>;

export const CreateVersion = UpdatePlan.pick({
  title: true,
  metadata: true,
  changeSummary: true,
}).extend({
  content: PlanMarkdown,
});
export type CreateVersion = z.infer<typeof CreateVersion>;

/** What the person makes of the changes that wait for it. */
export const PlanReview = z.object({
  decision: z.enum(["accept", "reject"]),
  version: z.int().min(1).max(2_147_483_647).describe("The newest version that they have seen."),
});
export type PlanReview = z.infer<typeof PlanReview>;

/** Who moved a plan from one status to another, when, and at which version. */
export const StatusChange = z.object({
  from: PlanStatus,
  to: PlanStatus,
  comment: z.string(),
  author: Author,
  version: z.int(),
  at: Timestamp,
});
export type StatusChange = z.infer<typeof StatusChange>;

export const PlanQuery = PageQuery.extend({
  projectId: Id.optional(),
  status: PlanStatus.optional(),
  q: Text().trim().max(200).optional().describe("Part of the title."),
  review: z.literal("open").optional().describe("Only those with changes to accept or reject."),
});
export type PlanQuery = z.infer<typeof PlanQuery>;

/** A plan as a file: what `export?format=json` writes and `import` reads. */
export const PlanFile = Plan.extend({ version: PlanVersion }).meta({ id: "PlanFile" });
export type PlanFile = z.infer<typeof PlanFile>;

export const ImportPlan = z.object({
  projectId: Id,
  plan: PlanFile.extend({
    title: PlanTitle,
    version: PlanVersion.extend({ content: PlanMarkdown, changeSummary: ChangeSummary }),
  }).describe("As it was exported. It becomes a new plan with a new id."),
});
