import { z } from "zod";
import { Id } from "./ids.ts";

/** A recording may last this long: two hours. */
export const MAX_RECORDING_MS = 7_200_000;

/** What was said in one go, and when, in milliseconds since the recording began. */
export const RecordingSegment = z.object({
  startMs: z.int(),
  endMs: z.int(),
  text: z.string(),
});
export type RecordingSegment = z.infer<typeof RecordingSegment>;

/** How much of a recording has been listened to; `totalMs` is null where it does not say how long it is. */
export const RecordingProgress = z.object({ doneMs: z.int(), totalMs: z.int().nullable() });
export type RecordingProgress = z.infer<typeof RecordingProgress>;

/** A recording in words. Empty text: nobody says anything in it. */
export const RecordingTranscript = z.object({
  text: z.string(),
  durationMs: z.int(),
  segments: z.array(RecordingSegment),
  /** False: somebody speaks, but the recogniser knows only commands and it was none. */
  understood: z.boolean(),
  /** What may have been said instead, best first; for a recording of one utterance. */
  hypotheses: z.array(z.object({ text: z.string(), confidence: z.number().nullable() })),
  /** The conversation that it was made into, if that was asked for and something was said. */
  conversationId: Id.optional(),
});
export type RecordingTranscript = z.infer<typeof RecordingTranscript>;
