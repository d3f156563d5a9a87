import { z } from "zod";
import { Id } from "./ids.ts";
import { PlanMarkdown } from "./plan.ts";
import { Text } from "./text.ts";

/** A kind of plan: one of ours, or one that a person made of a plan of theirs. */
export const PlanTemplate = z.object({
  /** A word for ours, a UUID for a person's own. */
  id: z.string(),
  title: z.string(),
  description: z.string(),
  isOwn: z.boolean(),
  /** The headings of the plan that it makes. */
  sections: z.array(z.string()),
  /** What it asks, in this order; empty for a person's own. */
  questions: z.array(z.object({ ask: z.string(), fills: z.string(), example: z.string() })),
  /** A plan as it makes them. */
  example: z.string(),
});
export type PlanTemplate = z.infer<typeof PlanTemplate>;

export const CreateTemplate = z.object({
  title: Text().trim().min(1).max(120),
  description: Text().max(2000).default(""),
  planId: Id.optional().describe("Made of the newest version of this plan."),
  content: PlanMarkdown.optional().describe("Or of this Markdown."),
});
export type CreateTemplate = z.infer<typeof CreateTemplate>;
