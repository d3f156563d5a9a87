import type { ConversationState } from "@voiceplan/protocol";

/** What the one light shows. */
export type Signal =
  "off" | "starting" | "listening" | "hearing" | "transcribing" | "thinking" | "speaking" | "needs";

export interface SignalInputs {
  microphone: "off" | "starting" | "on" | "needs";
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
  listening: "Listening",
  hearing: "Hearing you",
  transcribing: "Transcribing",
  thinking: "Thinking",
  speaking: "Speaking",
  needs: "Needs you",
};

/** What matters most to the person just now. */
export function signalOf({ microphone, hearing, playing, conversation }: SignalInputs): Signal {
  if (microphone === "needs") return "needs";
  if (hearing) return "hearing";
  if (playing) return "speaking";
  if (conversation === "transcribing" || conversation === "thinking") return conversation;
  if (microphone === "starting") return "starting";
  return microphone === "on" ? "listening" : "off";
}
