import { z } from "zod";
import { Id } from "./ids.ts";
import { Plan } from "./plan.ts";
import { Project } from "./project.ts";
import { ConversationSummary } from "./session.ts";

/** Something in the person's workspace is different: sent to every open page of theirs, as it is now. */
export const Change = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("project"), project: Project }),
  z.object({ kind: z.literal("plan"), plan: Plan }),
  z.object({ kind: z.literal("plan.deleted"), planId: Id, projectId: Id }),
  z.object({ kind: z.literal("conversation"), conversation: ConversationSummary }),
  z.object({ kind: z.literal("conversation.deleted"), conversationId: Id }),
  z
    .object({ kind: z.literal("memory"), projectId: Id })
    .describe("What is remembered of the project: ask for it again."),
]);
export type Change = z.infer<typeof Change>;
