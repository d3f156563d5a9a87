import { z } from "zod";
import { Timings } from "./events.ts";
import { Id, Timestamp } from "./ids.ts";
import { Modality } from "./message.ts";

/** How long a turn took, as `GET /api/timings` lists it. */
export const TurnTiming = z.object({
  replyId: Id,
  conversationId: Id,
  at: Timestamp,
  /** How the input came that the turn answered. */
  modality: Modality,
  timings: Timings,
});
export type TurnTiming = z.infer<typeof TurnTiming>;
