import { z } from "zod";
import { Id, Timestamp } from "./ids.ts";
import { PageQuery } from "./page.ts";
import { Text } from "./text.ts";

/** One of the ways in which a hit was found: its place among those, and how well it fits, from 0 to 1. */
export const SearchArm = z.object({
  arm: z.enum(["vector", "text", "typo"]),
  rank: z.int().min(1),
  score: z.number(),
});
export type SearchArm = z.infer<typeof SearchArm>;

export const SearchKind = z.enum([
  "project",
  "plan",
  "message",
  "conversation",
  "decision",
  "lesson",
]);
export type SearchKind = z.infer<typeof SearchKind>;

/** A project, a plan or something that was said, by the passage of it that answers best. */
export const SearchHit = z.object({
  kind: SearchKind,
  id: Id,
  /** The project's name or the plan's title; of a message, the name of its conversation's project. */
  title: z.string(),
  excerpt: z.string(),
  /** Where in the excerpt the words stand that were looked for: begin and end of each. */
  marks: z.array(z.object({ from: z.int(), to: z.int() })),
  /** The headings above the passage; of a plan the project's name comes first. */
  heading: z.string(),
  /** When it was written or said. */
  at: Timestamp,
  /** Of a plan: the newest version that says so, and whether that is the current one. */
  version: z.int().optional(),
  isCurrent: z.boolean().optional(),
  /** Hits stand in its order, apart from what several of one project cost each other. */
  score: z.number(),
  arms: z.array(SearchArm),
  projectId: Id.optional(),
  planId: Id.optional(),
  conversationId: Id.optional(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchQuery = PageQuery.extend({
  q: Text()
    .trim()
    .min(1)
    .max(200)
    .describe(
      'A question or words, misspelled or not. "…" has to be found as it stands, -word must not be.',
    ),
  project: Id.optional().describe("Only what belongs to this project."),
  kind: SearchKind.optional(),
  from: z.iso.datetime({ offset: true }).or(z.iso.date()).optional().describe("Not what is older."),
  to: z.iso.datetime({ offset: true }).or(z.iso.date()).optional().describe("Only what is older."),
  versions: z
    .enum(["current", "all"])
    .default("current")
    .describe("Whether older versions of plans answer, too."),
});
