import type { EngineStatus } from "@voiceplan/protocol";
import type { ListeningMode } from "./attending.svelte.ts";
import type { SignalInputs } from "./signal.ts";

export interface HintInputs {
  microphone: SignalInputs["microphone"];
  /** The microphone is open, and what comes of it is nothing but zeros. */
  isSilent: boolean;
  mode: ListeningMode;
  /** What recognises speech on the server; undefined: not known yet. */
  recogniser: EngineStatus | undefined;
  /** The browser has a recogniser of its own. */
  hasOwnRecogniser: boolean;
}

/** What there is to know about the microphone's state, in a few words; empty: nothing. */
export function hintOf(inputs: HintInputs): string {
  const { microphone, isSilent, mode, recogniser, hasOwnRecogniser } = inputs;
  if (microphone === "starting") return "Opening the microphone…";
  if (microphone === "on") {
    if (isSilent) return "No sound from the microphone: is it muted?";
    if (mode === "push-to-talk") return "Hold the button or the space bar";
  }
  if (!recogniser || recogniser.quality === "full") return "";
  if (recogniser.engine === null && microphone === "off") {
    return hasOwnRecogniser
      ? "No recogniser on the server: the browser's is used"
      : "No speech recognition here: type instead";
  }
  return microphone === "on" ? (recogniser.limits ?? "") : "";
}
