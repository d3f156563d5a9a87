/** What a reply is to do while people speak: go on, wait, or end here. */
export type Stance = "speak" | "hold" | "stop";

interface Speech {
  /** How much of it has come in. */
  audioMs: number;
  /** When something was heard of it last. */
  newsAtMs: number;
  isOver: boolean;
}

/** Longer than a cough, a laugh or any "mhm", with the silence before and after that comes in with it. */
const LONG_SPEECH_MS = 3000;
/** Whoever began to speak and is not heard of for so long is gone. */
const GONE_MS = 5000;

/**
 * Decides what becomes of a reply when somebody speaks: it is held at the first sound, ends when there
 * are words, and goes on when there were none. Told the time and what happens; has no clock.
 */
export class Interruption {
  readonly #speeches = new Map<string, Speech>();

  /** Somebody begins to speak. */
  started(utteranceId: string, nowMs: number): Stance {
    if (!this.#speeches.has(utteranceId)) {
      this.#speeches.set(utteranceId, { audioMs: 0, newsAtMs: nowMs, isOver: false });
    }
    return "hold";
  }

  /** So much more has come in of what is being said. */
  heard(utteranceId: string, audioMs: number, nowMs: number): Stance {
    const speech = this.#speeches.get(utteranceId);
    if (!speech) return this.#stance();
    const wasLong = speech.audioMs > LONG_SPEECH_MS;
    speech.audioMs += audioMs;
    speech.newsAtMs = nowMs;
    return !wasLong && speech.audioMs > LONG_SPEECH_MS ? "stop" : "hold";
  }

  /** It was no speech after all. What is over cannot be taken back. */
  cancelled(utteranceId: string): Stance {
    if (this.#speeches.get(utteranceId)?.isOver === false) this.#speeches.delete(utteranceId);
    return this.#stance();
  }

  /** It has all been said; what it was is still to be found out. */
  ended(utteranceId: string): Stance {
    const speech = this.#speeches.get(utteranceId);
    if (speech) speech.isOver = true;
    return this.#stance();
  }

  /** What it was: words that want an answer, or nothing. */
  understood(utteranceId: string, meaning: "words" | "nothing"): Stance {
    const wasKnown = this.#speeches.delete(utteranceId);
    return wasKnown && meaning === "words" ? "stop" : this.#stance();
  }

  /** It has got to be so late. */
  at(nowMs: number): Stance {
    for (const [id, { isOver, newsAtMs }] of this.#speeches) {
      if (!isOver && nowMs - newsAtMs >= GONE_MS) this.#speeches.delete(id);
    }
    return this.#stance();
  }

  /** When `at` is to be told the time again; null: only when something has happened. */
  get nextAtMs(): number | null {
    const open = [...this.#speeches.values()].filter(({ isOver }) => !isOver);
    if (open.length === 0) return null;
    return Math.min(...open.map(({ newsAtMs }) => newsAtMs)) + GONE_MS;
  }

  /** Whether anybody speaks, or has spoken and it is not known yet what. */
  get isGoingOn(): boolean {
    return this.#speeches.size > 0;
  }

  /** How much has come in of what is being said; null where nobody says this. */
  audioMs(utteranceId: string): number | null {
    return this.#speeches.get(utteranceId)?.audioMs ?? null;
  }

  #stance(): Stance {
    return this.isGoingOn ? "hold" : "speak";
  }
}
