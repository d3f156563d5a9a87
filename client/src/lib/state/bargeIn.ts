import type { NumberedEvent } from "./view.ts";

export interface BargeInParts {
  /** A reply is heard just now, or would be if it were not held. */
  isSpeaking(): boolean;
  /** Silence at once, to be gone on from where it was. */
  hold(): void;
  release(): void;
  /** The reply is over. */
  stop(): void;
}

/**
 * Who has the floor when somebody speaks while a reply is heard. It is held at the first sound; who
 * speaks on stops it, a cough lets it go on, and about anything else the words decide, which the server
 * knows first.
 */
export class BargeIn {
  readonly #parts: BargeInParts;
  #isHeld = false;
  /** Held for this utterance, whose words are awaited; null: it is still being spoken. */
  #utteranceId: string | null = null;

  constructor(parts: BargeInParts) {
    this.#parts = parts;
  }

  onset(): void {
    this.#utteranceId = null;
    if (this.#isHeld || !this.#parts.isSpeaking()) return;
    this.#isHeld = true;
    this.#parts.hold();
  }

  insisted(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#parts.stop();
  }

  /** `utteranceId`: what was said; null: nothing. */
  over(utteranceId: string | null): void {
    if (utteranceId === null) this.#goOn();
    else this.#utteranceId = utteranceId;
  }

  live(event: NumberedEvent): void {
    if (!this.#isHeld) return;
    switch (event.type) {
      case "reply.resumed":
        this.#goOn();
        break;
      case "reply.ended":
        if (event.outcome === "interrupted") this.insisted();
        break;
      case "transcript":
        if (event.final && event.text === "" && event.utteranceId === this.#utteranceId) {
          this.#goOn();
        }
        break;
      case "message":
        if (event.message.id === this.#utteranceId) this.insisted();
        break;
      default:
    }
  }

  #goOn(): void {
    this.#utteranceId = null;
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#parts.release();
  }
}
