import type { Message } from "@voiceplan/protocol";
import type { Turn } from "./turn.ts";

export interface EarlyTurnOptions {
  /** What has been said, if that was all. */
  message: Message;
  /** Makes the turn; `confirmed` resolves when that was all, and rejects when it was not. */
  begin: (confirmed: Promise<void>) => Turn;
}

/**
 * A turn that has begun on words of which it is not sure yet that they are all. It thinks, and the
 * voice prepares; nothing of it is seen, heard, executed or kept until the words are confirmed.
 */
export class EarlyTurn {
  readonly turn: Turn;
  readonly #message: Message;
  readonly #confirmation = Promise.withResolvers<void>();
  readonly #done: Promise<void>;

  constructor({ message, begin }: EarlyTurnOptions) {
    this.#message = message;
    this.turn = begin(this.#confirmation.promise);
    this.#done = this.turn.run();
    // Whoever confirms it waits for it; until then, and once dropped, its end is nobody's business.
    this.#confirmation.promise.catch(() => undefined);
    this.#done.catch(() => undefined);
  }

  get utteranceId(): string {
    return this.#message.id;
  }

  /** Whether this is what it answers, word for word. */
  answers({ id, content }: Message): boolean {
    return id === this.#message.id && content === this.#message.content;
  }

  /** Those were the words. Resolves when the turn is over, as `Turn.run` does. */
  async confirm(): Promise<void> {
    this.#confirmation.resolve();
    await this.#done;
  }

  /** Those were not the words, or something else comes first. */
  drop(): void {
    const reason = new DOMException("Speech went on.", "AbortError");
    this.turn.abandon(reason);
    this.#confirmation.reject(reason);
  }
}
