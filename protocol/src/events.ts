import { z } from "zod";
import { CommandName } from "./commands.ts";
import { Id, Timestamp } from "./ids.ts";
import { Message } from "./message.ts";
import { ProblemCode } from "./problem.ts";
import { Project } from "./project.ts";

/** What the conversation is doing. */
export const ConversationState = z.enum(["listening", "transcribing", "thinking", "speaking"]);
export type ConversationState = z.infer<typeof ConversationState>;

/**
 * When each boundary of a turn was passed, in milliseconds since the turn's input was complete (the
 * utterance ended, or the message arrived). Null: the turn never got there.
 */
export const Timings = z.object({
  transcriptMs: z.number().nullable(),
  firstTextMs: z.number().nullable(),
  firstSentenceMs: z.number().nullable(),
  firstAudioMs: z.number().nullable(),
  textDoneMs: z.number().nullable(),
  endedMs: z.number().nullable(),
});
export type Timings = z.infer<typeof Timings>;

export const ReplyOutcome = z.enum(["completed", "interrupted", "failed"]);
export type ReplyOutcome = z.infer<typeof ReplyOutcome>;

/** What happens in a conversation, before the log has numbered it. */
export const ConversationEventBody = z.discriminatedUnion("type", [
  z.object({ type: z.literal("state"), state: ConversationState }),
  z.object({
    type: z.literal("utterance.ended"),
    utteranceId: Id,
    by: z.enum(["client", "server"]),
  }),
  z.object({
    type: z.literal("transcript"),
    utteranceId: Id,
    text: z.string(),
    final: z.boolean(),
  }),
  z.object({ type: z.literal("message"), message: Message }),
  z.object({
    type: z.literal("command"),
    command: CommandName,
    args: z.record(z.string(), z.unknown()),
    /** What the command found or did; `say` is its spoken confirmation. */
    result: z.looseObject({ say: z.string() }),
    /** The message that gave the command. */
    sourceId: Id,
  }),
  z.object({ type: z.literal("reply.started"), replyId: Id, sourceId: Id }),
  z.object({ type: z.literal("reply.text"), replyId: Id, delta: z.string() }),
  z.object({
    type: z.literal("reply.ended"),
    replyId: Id,
    /** What was heard, or seen where nothing was spoken. */
    text: z.string(),
    outcome: ReplyOutcome,
    timings: Timings,
  }),
  z.object({ type: z.literal("project.opened"), project: Project }),
  z.object({ type: z.literal("plan.draft"), title: z.string(), markdown: z.string() }),
  z.object({
    type: z.literal("plan.saved"),
    planId: Id,
    version: z.int(),
    title: z.string(),
    projectId: Id,
  }),
  z.object({
    type: z.literal("problem"),
    code: ProblemCode,
    message: z.string(),
    retryable: z.boolean(),
    /** The message, utterance or reply that it befell. */
    sourceId: Id.optional(),
  }),
]);
export type ConversationEventBody = z.infer<typeof ConversationEventBody>;

const Numbered = z.object({
  conversationId: Id,
  /** Counts from 1 within the conversation, without gaps. */
  seq: z.int().min(1),
  at: Timestamp,
});

/** One numbered event: what the log keeps, the socket sends and the client's reducer consumes. */
export const ConversationEvent = z.intersection(Numbered, ConversationEventBody);
export type ConversationEvent = z.infer<typeof Numbered> & ConversationEventBody;
