import { z } from "zod";
import { Id, Timestamp } from "./ids.ts";
import { Plan } from "./plan.ts";
import { Project } from "./project.ts";

/** A conversation as `conversation.open` answers it. */
export const Conversation = z.object({
  id: Id,
  project: Project.nullable(),
  /** The plan that "save this plan" and "show version history" mean. */
  plan: Plan.nullable(),
  startedAt: Timestamp,
  /** Sequence number of the newest event, 0 when there is none. */
  lastSeq: z.int(),
});
export type Conversation = z.infer<typeof Conversation>;
