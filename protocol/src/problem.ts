import { z } from "zod";

/**
 * Everything that can go wrong and that a client may want to tell apart. The message is for the
 * person; the code is for programs and never changes its meaning.
 */
export const ProblemCode = z.enum([
  "invalid_payload",
  "unknown_event",
  "conversation_not_open",
  "unknown_utterance",
  "frame_out_of_order",
  "frame_too_large",
  "utterance_too_long",
  "payload_too_large",
  "rate_limited",
  "unknown_reply",
  "not_found",
  "forbidden",
  "conflict",
  "precondition_failed",
  "not_understood",
  "no_recogniser",
  "no_voice",
  "recognition_failed",
  "speech_failed",
  "planner_failed",
  "unsupported_media",
  "unavailable",
  "internal",
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** What a person is told when something failed: `retryable` says whether the same again may work. */
export const WireProblem = z.object({
  code: ProblemCode,
  message: z.string(),
  retryable: z.boolean(),
});
export type WireProblem = z.infer<typeof WireProblem>;

/** The same over REST: RFC 9457, `application/problem+json`. */
export const HttpProblem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: ProblemCode,
  retryable: z.boolean(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** With `precondition_failed`: the thing as it is, and what was sent to change it. */
  current: z.unknown().optional(),
  sent: z.unknown().optional(),
});
export type HttpProblem = z.infer<typeof HttpProblem>;
