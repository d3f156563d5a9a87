import type { Change, Conversation, ReplyAudio } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import type { NumberedEvent } from "../state/view.ts";
import { ClientProblem } from "./clientProblem.ts";
import { isWire } from "./wireSchema.ts";

/** An event as it came; of an unknown kind if a newer server sent it; null if it is none at all. */
export function parseEvent(value: unknown): NumberedEvent | null {
  if (isWire(wire.event, value)) return value;
  return isWire(wire.numbered, value) ? { ...value, type: "unknown" } : null;
}

/** Null: a kind of change that only a newer page knows. */
export function parseChange(value: unknown): Change | null {
  return isWire(wire.change, value) ? value : null;
}

/** Throws a `ClientProblem` when the request was refused. */
export function parseAcknowledgement(value: unknown): void {
  if (!isWire(wire.accepted, value)) throw refusal(value);
}

export interface Opened {
  conversation: Conversation;
  events: NumberedEvent[];
}

/** Throws a `ClientProblem` when the conversation could not be opened. */
export function parseOpened(value: unknown): Opened {
  if (!isWire(wire.opened, value)) throw refusal(value);
  const events = value.events.map(parseEvent).filter((event) => event !== null);
  return { conversation: value.conversation, events };
}

export function parseReplyAudio(
  header: unknown,
  frame: unknown,
): { header: ReplyAudio; frame: Uint8Array } | null {
  if (!isWire(wire.replyAudio, header)) return null;
  if (frame instanceof ArrayBuffer) return { header, frame: new Uint8Array(frame) };
  return frame instanceof Uint8Array ? { header, frame } : null;
}

/** An answer of which this page can make nothing. */
export function misunderstood(): ClientProblem {
  return new ClientProblem(
    "internal",
    "The server answered in a way that this page does not understand. Reload it.",
  );
}

function refusal(value: unknown): ClientProblem {
  return isWire(wire.refused, value) ? ClientProblem.fromWire(value.problem) : misunderstood();
}
