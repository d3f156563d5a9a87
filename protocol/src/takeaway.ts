import { z } from "zod";
import { Id, Timestamp } from "./ids.ts";
import { PageQuery, pageOf } from "./page.ts";
import { ProjectStatus } from "./project.ts";
import { Text } from "./text.ts";

export const TakeawayKind = z.enum(["decision", "lesson"]);
export type TakeawayKind = z.infer<typeof TakeawayKind>;

/** Where it was said or written: the title of the conversation or of the plan, and when. */
export const TakeawaySource = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("message"),
    messageId: Id,
    conversationId: Id,
    title: z.string(),
    at: Timestamp,
  }),
  z.object({
    kind: z.literal("plan"),
    planId: Id,
    version: z.int(),
    title: z.string(),
    at: Timestamp,
  }),
]);
export type TakeawaySource = z.infer<typeof TakeawaySource>;

/** A decision or a lesson that a project's conversations and plans hold. */
export const Takeaway = z.object({
  id: Id,
  projectId: Id,
  kind: TakeawayKind,
  text: z.string(),
  /** Oldest first, without what was deleted; none: only the person's own hand tells it. */
  sources: z.array(TakeawaySource),
  /** The person wrote it or changed it: what is read anew leaves it as it is. */
  isOwn: z.boolean(),
  /** Null: it is remembered. */
  forgottenAt: Timestamp.nullable(),
  /** When it was said. */
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Takeaway = z.infer<typeof Takeaway>;

export const TakeawayText = Text().trim().min(1).max(500);

export const CreateTakeaway = z.object({
  id: Id.optional(),
  kind: TakeawayKind,
  text: TakeawayText,
});
export type CreateTakeaway = z.infer<typeof CreateTakeaway>;

/** What is left out stays as it is. */
export const UpdateTakeaway = z.object({ kind: TakeawayKind, text: TakeawayText }).partial();
export type UpdateTakeaway = z.infer<typeof UpdateTakeaway>;

export const TakeawayQuery = PageQuery.extend({
  kind: TakeawayKind.optional(),
  forgotten: z
    .enum(["true", "false"])
    .default("false")
    .describe("`true`: those that were forgotten, in place of those that are remembered."),
});
export type TakeawayQuery = z.infer<typeof TakeawayQuery>;

/** Another project that is about something of the same, and what that is. */
export const SimilarProject = z.object({
  id: Id,
  name: z.string(),
  status: ProjectStatus,
  /** From 0 to 1. */
  likeness: z.number(),
  /** What of it is like what of the project that was asked about, best first. */
  shared: z.array(
    z.object({
      /** The project's own words: its description, or the title of one of its plans. */
      own: z.string(),
      kind: z.enum(["project", "plan"]),
      /** Of the other project or of its plan. */
      id: Id,
      title: z.string(),
      excerpt: z.string(),
    }),
  ),
});
export type SimilarProject = z.infer<typeof SimilarProject>;

/** What is remembered of a project: the newest decisions and lessons, and projects that are like it. */
export const ProjectMemory = z.object({
  decisions: pageOf(Takeaway),
  lessons: pageOf(Takeaway),
  similar: z.array(SimilarProject),
});
export type ProjectMemory = z.infer<typeof ProjectMemory>;
