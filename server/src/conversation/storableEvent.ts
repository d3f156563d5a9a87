import { ConversationEventBody } from "@voiceplan/protocol";
import { isStorable, parseStorable } from "../lib/json.ts";

/** The event as the database can hold it, whatever a model or a client has put into its texts. */
export function storableEvent(body: ConversationEventBody): ConversationEventBody {
  const json = JSON.stringify(body);
  return isStorable(json) ? body : ConversationEventBody.parse(parseStorable(json));
}
