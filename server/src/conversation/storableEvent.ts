import { ConversationEventBody, storableText } from "@voiceplan/protocol";

/** How NUL and half a surrogate pair stand in JSON. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** The event as the database can hold it, whatever a model or a client has put into its texts. */
export function storableEvent(body: ConversationEventBody): ConversationEventBody {
  const json = JSON.stringify(body);
  if (!UNSTORABLE.test(json)) return body;
  return ConversationEventBody.parse(
    JSON.parse(json, (_, value: unknown) =>
      typeof value === "string" ? storableText(value) : value,
    ),
  );
}
