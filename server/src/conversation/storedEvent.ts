import { ConversationEventBody, StoredTimings } from "@voiceplan/protocol";
import { z } from "zod";

const Stored = z.looseObject({ timings: StoredTimings.optional() });

/** An event as the database has it, perhaps from an earlier version, as events are now. */
export function storedEvent(json: unknown): ConversationEventBody {
  return ConversationEventBody.parse(Stored.parse(json));
}
