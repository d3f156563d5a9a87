import {
  Conversation,
  ConversationEvent,
  Id,
  ReplyAudio,
  Timestamp,
  WireProblem,
} from "@voiceplan/protocol";
import { z } from "zod";
import type { NumberedEvent } from "../state/view.ts";
import { ClientProblem } from "./clientProblem.ts";

const Numbered = z.object({ conversationId: Id, seq: z.int().min(1), at: Timestamp });
const Refusal = z.object({ ok: z.literal(false), problem: WireProblem });
const Acknowledgement = z.union([z.object({ ok: z.literal(true) }), Refusal]);
const OpenedAcknowledgement = z.union([
  z.object({ ok: z.literal(true), conversation: Conversation, events: z.array(z.unknown()) }),
  Refusal,
]);

/** An event as it came; of an unknown kind if a newer server sent it; null if it is none at all. */
export function parseEvent(value: unknown): NumberedEvent | null {
  const event = ConversationEvent.safeParse(value);
  if (event.success) return event.data;
  const numbered = Numbered.safeParse(value);
  return numbered.success ? { ...numbered.data, type: "unknown" } : null;
}

/** Throws a `ClientProblem` when the request was refused. */
export function parseAcknowledgement(value: unknown): void {
  const parsed = Acknowledgement.safeParse(value);
  if (!parsed.success) throw misunderstood(parsed.error);
  if (!parsed.data.ok) throw ClientProblem.fromWire(parsed.data.problem);
}

export interface Opened {
  conversation: Conversation;
  events: NumberedEvent[];
}

/** Throws a `ClientProblem` when the conversation could not be opened. */
export function parseOpened(value: unknown): Opened {
  const parsed = OpenedAcknowledgement.safeParse(value);
  if (!parsed.success) throw misunderstood(parsed.error);
  if (!parsed.data.ok) throw ClientProblem.fromWire(parsed.data.problem);
  const events = parsed.data.events.map(parseEvent).filter((event) => event !== null);
  return { conversation: parsed.data.conversation, events };
}

export function parseReplyAudio(
  header: unknown,
  frame: unknown,
): { header: ReplyAudio; frame: Uint8Array } | null {
  const parsed = ReplyAudio.safeParse(header);
  if (!parsed.success) return null;
  if (frame instanceof ArrayBuffer) return { header: parsed.data, frame: new Uint8Array(frame) };
  return frame instanceof Uint8Array ? { header: parsed.data, frame } : null;
}

function misunderstood(cause: unknown): ClientProblem {
  return new ClientProblem(
    "internal",
    "The server answered in a way that this page does not understand. Reload it.",
    { cause },
  );
}
