import { z } from "zod";
import { CommandName } from "./commands.ts";
import { Id, Timestamp } from "./ids.ts";
import { Message } from "./message.ts";
import { Plan } from "./plan.ts";
import { ProblemCode } from "./problem.ts";
import { Project } from "./project.ts";
import { Source } from "./source.ts";

/** What the conversation is doing. */
export const ConversationState = z.enum(["listening", "transcribing", "thinking", "speaking"]);
export type ConversationState = z.infer<typeof ConversationState>;

/**
 * When each boundary of a turn was passed, in milliseconds since the turn's input was complete (the
 * utterance ended, or the message arrived); 0 where that was before. Null: the turn never got there.
 * And how long its parts took, in milliseconds; null for what is not known or did not happen.
 */
export const Timings = z.object({
  transcriptMs: z.number().nullable(),
  firstTextMs: z.number().nullable(),
  firstSentenceMs: z.number().nullable(),
  firstAudioMs: z.number().nullable(),
  textDoneMs: z.number().nullable(),
  endedMs: z.number().nullable(),
  /** Silence at the end of the utterance until it was over. */
  silenceMs: z.number().nullable(),
  /** The recognition of the utterance. */
  recognitionMs: z.number().nullable(),
  /** How much of recognition and thinking was done before the utterance was over. */
  hiddenMs: z.number().nullable(),
});
export type Timings = z.infer<typeof Timings>;

/** Timings as they are kept: those of an earlier version have no durations, which is to be null. */
export const StoredTimings = Timings.extend({
  silenceMs: Timings.shape.silenceMs.default(null),
  recognitionMs: Timings.shape.recognitionMs.default(null),
  hiddenMs: Timings.shape.hiddenMs.default(null),
});

export const ReplyOutcome = z.enum(["completed", "interrupted", "failed"]);
export type ReplyOutcome = z.infer<typeof ReplyOutcome>;

/** What happens in a conversation, before the log has numbered it. */
export const ConversationEventBody = z.discriminatedUnion("type", [
  z
    .object({ type: z.literal("state"), state: ConversationState })
    .describe("What the conversation is doing."),
  z
    .object({
      type: z.literal("utterance.ended"),
      utteranceId: Id,
      by: z.enum(["client", "server"]),
      frames: z.int().min(0).optional(),
    })
    .describe(
      "The utterance is over, who said so, and the promise that it survives a crash of the server. It is its first `frames` frames: what came after them belongs to the next one.",
    ),
  z
    .object({
      type: z.literal("transcript"),
      utteranceId: Id,
      text: z.string(),
      final: z.boolean(),
    })
    .describe("What was heard. An empty final transcript is silence."),
  z
    .object({ type: z.literal("message"), message: Message })
    .describe(
      "A message as it is kept. The same id again replaces it: a reply of which less was heard.",
    ),
  z
    .object({
      type: z.literal("command"),
      command: CommandName,
      args: z.record(z.string(), z.json()),
      result: z.object({ say: z.string() }).catchall(z.json()),
      sourceId: Id,
    })
    .describe(
      "A spoken command was executed. `result.say` is its spoken confirmation; `sourceId` is the message that gave the command.",
    ),
  z
    .object({ type: z.literal("reply.started"), replyId: Id, sourceId: Id })
    .describe("An answer to `sourceId` begins."),
  z
    .object({ type: z.literal("reply.text"), replyId: Id, delta: z.string() })
    .describe("The next words of the reply."),
  z
    .object({ type: z.literal("reply.held"), replyId: Id })
    .describe(
      "Somebody speaks: the reply's speech waits. `reply.resumed` or `reply.ended` follows; where the reply had ended and only its tail was still being played, perhaps only its message with less in it.",
    ),
  z
    .object({ type: z.literal("reply.resumed"), replyId: Id })
    .describe("It was nothing that needs an answer: the speech goes on where it was."),
  z
    .object({
      type: z.literal("reply.ended"),
      replyId: Id,
      text: z.string(),
      outcome: ReplyOutcome,
      timings: Timings,
      sources: z.array(Source).optional(),
    })
    .describe(
      "The reply is over. `text` is what was heard, or seen where nothing was spoken; `sources` are what it goes back to of what was planned or said before.",
    ),
  z
    .object({ type: z.literal("project.opened"), project: Project })
    .describe("The conversation is about this project from now on."),
  z
    .object({ type: z.literal("plan.draft"), title: z.string(), markdown: z.string() })
    .describe("A plan while it is written: always the whole of it so far."),
  z
    .object({
      type: z.literal("plan.saved"),
      planId: Id,
      version: z.int(),
      title: z.string(),
      projectId: Id,
    })
    .describe("A version of a plan is kept."),
  z
    .object({ type: z.literal("plan.changed"), plan: Plan })
    .describe("Something of a plan other than its text was changed, such as its status."),
  z
    .object({
      type: z.literal("problem"),
      code: ProblemCode,
      message: z.string(),
      retryable: z.boolean(),
      sourceId: Id.optional(),
    })
    .describe("Something went wrong for `sourceId`, a message, utterance or reply."),
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
