import { z } from "zod";
import { Id } from "./ids.ts";
import { PlanMetadata } from "./plan.ts";

/** A line of a section: in both versions, or in one of them. */
export const LineDiff = z.object({
  kind: z.enum(["same", "added", "removed"]),
  text: z.string(),
});
export type LineDiff = z.infer<typeof LineDiff>;

/** What became of one section. */
export const SectionDiff = z.object({
  title: z.string(),
  from: z.int().nullable().describe("Its place in the older version, from 0; null: not there."),
  to: z.int().nullable().describe("Its place in the newer version, from 0; null: not there."),
  isMoved: z.boolean().describe("It stands elsewhere among the sections that both have."),
  lines: z.array(LineDiff),
});
export type SectionDiff = z.infer<typeof SectionDiff>;

/** Two versions compared: sections in the order of the newer one, what is gone where it was. */
export const PlanDiff = z.object({
  sections: z.array(SectionDiff),
  metadata: z.object({ from: PlanMetadata, to: PlanMetadata }),
  title: z
    .object({ from: z.string().nullable(), to: z.string().nullable() })
    .optional()
    .describe("What the first heading says; null: there is none."),
});
export type PlanDiff = z.infer<typeof PlanDiff>;

export const VersionsDiff = PlanDiff.extend({
  planId: Id,
  from: z.int(),
  to: z.int(),
  words: z
    .string()
    .describe("For the ear: “Version 3 adds the section Rollout and drops two tasks.”"),
});
export type VersionsDiff = z.infer<typeof VersionsDiff>;

const VersionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

export const DiffQuery = z.object({
  from: VersionNumber.optional().describe("The older one. Left out: the one before `to`."),
  to: VersionNumber.optional().describe("The newer one. Left out: the newest."),
});
