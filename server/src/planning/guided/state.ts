import { Milestone, Plan, Priority, Project, Source } from "@voiceplan/protocol";
import { z } from "zod";
import { templateIds } from "../templates/template.ts";

const Subject = z.object({ phrase: z.string(), thing: z.string(), target: z.string().nullable() });

/** What has been said in an interview that has not ended yet. */
export const Interview = z.object({
  templateId: z.enum(templateIds).nullable(),
  /** A title the person gave; else it is made from the subject. */
  title: z.string().nullable(),
  subject: Subject.nullable(),
  /** By slot. Empty: answered with "none". */
  answers: z.record(z.string(), z.array(z.string())),
  estimate: z.object({ low: z.number(), high: z.number() }).nullable(),
  priority: Priority.nullable(),
  milestones: z.array(Milestone),
  /** Slots of questions that were passed over; they end up as open questions. */
  skipped: z.array(z.string()),
  /** Changes to the plan that were asked for meanwhile, in the person's words. */
  edits: z.array(z.string()),
  /** Slots in the order in which they were asked; the last one waits for its answer. */
  trail: z.array(z.string()),
});
export type Interview = z.infer<typeof Interview>;

const Step = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), delta: z.string() }),
  z.object({ type: z.literal("draft"), title: z.string(), markdown: z.string() }),
  z.object({ type: z.literal("project"), project: Project }),
  z.object({ type: z.literal("saved"), plan: Plan, version: z.int() }),
  z.object({ type: z.literal("sources"), sources: z.array(Source) }),
]);
export type Step = z.infer<typeof Step>;

const GuidedState = z.object({
  format: z.literal(1),
  interview: Interview.nullable(),
  /** The last answer: the same message again gets the same steps. */
  last: z.object({ messageId: z.string(), steps: z.array(Step) }).nullable(),
});
export type GuidedState = z.infer<typeof GuidedState>;

export const freshState: GuidedState = Object.freeze({ format: 1, interview: null, last: null });

export const emptyInterview: Interview = Object.freeze({
  templateId: null,
  title: null,
  subject: null,
  answers: {},
  estimate: null,
  priority: null,
  milestones: [],
  skipped: [],
  edits: [],
  trail: [],
});

/** The state as it was stored; a fresh one where it is missing, old or another planner's. */
export function readState(stored: unknown): GuidedState {
  const parsed = GuidedState.safeParse(stored);
  return parsed.success ? parsed.data : freshState;
}
