import type { UtteranceSink } from "../audio/utteranceSink.ts";
import { FRAME_MS } from "../audio/utteranceSink.ts";
import { ClientProblem } from "./clientProblem.ts";
import { OpusDelivery } from "./opusDelivery.ts";
import type { Delivery } from "./outbox.ts";
import { UtteranceDelivery } from "./utteranceDelivery.ts";

export interface UtterancesEvents {
  deliver(delivery: Delivery): void;
  refused(problem: ClientProblem): void;
  onset(): void;
  insisted(): void;
  /** `utteranceId`: what was said; null: it was no speech. */
  over(utteranceId: string | null): void;
}

/** More does not wait on the page. */
const MAX_WAITING_FRAMES = Math.floor(120_000 / FRAME_MS);

/** What is heard, on its way to the server. Remembers what has not arrived yet. */
export class Utterances implements UtteranceSink {
  /** Who ends the utterances that begin from now on. */
  endpointing: "client" | "server" = "server";
  /** Whether those go out compressed; only where the browser can. */
  isCompressed = false;
  readonly #events: UtterancesEvents;
  readonly #underWay = new Map<string, UtteranceDelivery>();
  #current: UtteranceDelivery | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(events: UtterancesEvents) {
    this.#events = events;
  }

  start(): void {
    const waiting = [...this.#underWay.values()].reduce((sum, { frames }) => sum + frames, 0);
    if (waiting > MAX_WAITING_FRAMES) {
      this.#events.refused(tooMuch());
      return;
    }
    const Kind = this.isCompressed ? OpusDelivery : UtteranceDelivery;
    const delivery = new Kind(crypto.randomUUID(), {
      endpointing: this.endpointing,
      after: this.#last,
      refused: (problem) => {
        // As it is it gets there, if slowly.
        if (problem.code === "encoder_failed") this.isCompressed = false;
        this.#events.refused(problem);
      },
    });
    this.#current = delivery;
    this.#last = delivery.settled;
    this.#underWay.set(delivery.id, delivery);
    void delivery.settled.then(() => this.#underWay.delete(delivery.id));
    this.#events.deliver(delivery);
    this.#events.onset();
  }

  frame(samples: Int16Array<ArrayBuffer>): void {
    this.#current?.push(samples);
  }

  insisted(): void {
    if (this.#current) this.#events.insisted();
  }

  pause(frames: number): void {
    this.#current?.pause(frames);
  }

  resume(): void {
    this.#current?.resume();
  }

  end(frames: number): void {
    if (!this.#current) return;
    this.#current.end(frames);
    this.#over(this.#current.id);
  }

  cancel(): void {
    if (!this.#current) return;
    this.#current.cancel();
    this.#over(null);
  }

  /**
   * The server has it, so many of its frames. How many frames of the microphone those are when it is the
   * one that is being spoken, else null.
   */
  arrived(utteranceId: string, sent: number): number | null {
    const delivery = this.#underWay.get(utteranceId);
    delivery?.arrived();
    if (!delivery || delivery !== this.#current) return null;
    this.#over(utteranceId);
    return delivery.framesOf(sent);
  }

  #over(utteranceId: string | null): void {
    this.#current = null;
    this.#events.over(utteranceId);
  }
}

function tooMuch(): ClientProblem {
  return new ClientProblem(
    "too_much_waits",
    "Two minutes of what you said wait for the connection and go out when it is back. What you say until then is not kept.",
  );
}
