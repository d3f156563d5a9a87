import type { Attention } from "../audio/ear.ts";
import { remembered } from "./remembered.ts";

export type ListeningMode = "hands-free" | "push-to-talk";

const KEY = "listening";

/** What the open microphone is listened to for: the mode, the mute and the finger on the button. */
export class Attending {
  mode = $state<ListeningMode>(
    remembered.get(KEY) === "push-to-talk" ? "push-to-talk" : "hands-free",
  );
  /** The microphone is on, and nothing of it leaves the page. */
  isMuted = $state(false);
  /** The button is held down. */
  isPressed = $state(false);

  get attention(): Attention {
    if (this.isMuted) return "never";
    if (this.mode === "hands-free") return "always";
    return this.isPressed ? "pressed" : "never";
  }

  choose(mode: ListeningMode): void {
    this.mode = mode;
    remembered.set(KEY, mode);
  }

  /** As it is when the microphone is off. */
  reset(): void {
    this.isMuted = false;
    this.isPressed = false;
  }
}
