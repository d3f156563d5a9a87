import type { ConversationState } from "@voiceplan/protocol";
import type { Attention } from "../audio/ear.ts";

/** What the one light shows. */
export type Signal =
  | "off"
  | "starting"
  | "muted"
  | "ready"
  | "listening"
  | "hearing"
  | "transcribing"
  | "thinking"
  | "speaking"
  | "needs";

export interface SignalInputs {
  microphone: "off" | "starting" | "on" | "needs";
  /** What the open microphone is listened to for. */
  attention: Attention;
  isMuted: boolean;
  /** Somebody speaks into the microphone. */
  hearing: boolean;
  /** A reply is being heard. */
  playing: boolean;
  /** What the server is doing for this conversation. */
  conversation: ConversationState;
}

export const signalWords: Readonly<Record<Signal, string>> = {
  off: "Off",
  starting: "Starting",
  muted: "Muted",
  ready: "Hold to talk",
  listening: "Listening",
  hearing: "Hearing you",
  transcribing: "Transcribing",
  thinking: "Thinking",
  speaking: "Speaking",
  needs: "Needs you",
};

/** What matters most to the person just now. */
export function signalOf(inputs: SignalInputs): Signal {
  const { microphone, attention, isMuted, hearing, playing, conversation } = inputs;
  if (microphone === "needs") return "needs";
  if (hearing) return "hearing";
  if (playing) return "speaking";
  if (conversation === "transcribing" || conversation === "thinking") return conversation;
  if (microphone !== "on") return microphone;
  if (isMuted) return "muted";
  return attention === "never" ? "ready" : "listening";
}
