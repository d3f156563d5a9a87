import { z } from "zod";
import { Id, Timestamp } from "./ids.ts";
import { Message } from "./message.ts";
import { MAX_MESSAGE_LENGTH } from "./audio.ts";
import { PageQuery } from "./page.ts";
import { Plan } from "./plan.ts";
import { Source } from "./source.ts";
import { Text } from "./text.ts";

export const SessionTitle = Text().trim().min(1).max(200);

/** A conversation in a list. Over REST a conversation is a planning session; both have the same id. */
export const ConversationSummary = z.object({
  id: Id,
  /** What the person calls it, or how it began. */
  title: z.string(),
  projectId: Id.nullable(),
  projectName: z.string().nullable(),
  messageCount: z.int(),
  startedAt: Timestamp,
  /** When something was last said. */
  updatedAt: Timestamp,
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;

/** A message with when it was said. */
export const SessionMessage = Message.extend({ createdAt: Timestamp });
export type SessionMessage = z.infer<typeof SessionMessage>;

/** A conversation with what was said lately, oldest first, and the plans that came of it. */
export const Session = ConversationSummary.extend({
  messages: z.array(SessionMessage),
  /** Asks for the messages before these; null when these are the first. */
  previousCursor: z.string().nullable(),
  plans: z.array(Plan),
});
export type Session = z.infer<typeof Session>;

export const SessionQuery = PageQuery.extend({
  projectId: Id.optional(),
  q: Text().trim().max(200).optional().describe("Words of the title or of what was said."),
});
export type SessionQuery = z.infer<typeof SessionQuery>;

export const UpdateSession = z.object({
  title: SessionTitle.nullable().describe("Null: named after how it began."),
});

export const ChatRequest = z.object({
  message: Text().trim().min(1).max(MAX_MESSAGE_LENGTH),
  sessionId: Id.optional().describe("Left out: a new session begins."),
  projectId: Id.optional().describe("From now on the session is about this project."),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

export const ChatAnswer = z.object({
  sessionId: Id,
  response: z.string(),
  generatedPlanId: Id.optional().describe("The plan of which the answer saved a version."),
  sources: z.array(Source).optional().describe("What the answer goes back to."),
});
export type ChatAnswer = z.infer<typeof ChatAnswer>;

export const GenerateRequest = z.object({
  sessionId: Id,
  template: Text().trim().min(1).max(60).optional().describe("The id of a template."),
});

export const GeneratedPlan = z.object({
  sessionId: Id,
  planId: Id,
  version: z.int(),
  title: z.string(),
  response: z.string(),
});
