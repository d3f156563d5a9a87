import type { Message } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { EarlyTurn } from "./earlyTurn.ts";
import type { Words } from "./turn.ts";
import type { TurnTrace } from "./turnTrace.ts";

/** Something that was said or written, and is to be answered. */
export interface Input {
  /** Of the message or the utterance. */
  sourceId: string;
  voiced: boolean;
  words: Words;
  trace: TurnTrace;
  /** The turn that has begun on these words already. */
  early: EarlyTurn | null;
}

interface WaitingInput extends Input {
  /** The words are there, and not silence. */
  isKnown: boolean;
}

interface Answering {
  /** Resolves when it is answered, or cannot be before the next start. Never rejects. */
  answer(input: Input): Promise<void>;
  /** The words of something that waits are known. */
  known(message: Message): void;
  /** Everything is answered. */
  done(): void;
}

/** So much may wait for its answer; beyond that a client sends faster than anybody can talk. */
const MAX_WAITING = 50;

/** What waits for its answer in one conversation: answered one by one, in the order in which it came. */
export class InputQueue {
  readonly #answering: Answering;
  readonly #waiting: WaitingInput[] = [];
  /** Inputs that are being written down and then wait. */
  #arriving = 0;
  #working: Promise<void> | null = null;
  #isClosed = false;

  constructor(answering: Answering) {
    this.#answering = answering;
  }

  /** Nothing is being answered, or about to be. */
  get isIdle(): boolean {
    return this.#working === null && this.#arriving === 0;
  }

  /** Something waits that is more than silence. */
  get hasKnown(): boolean {
    return this.#waiting.some(({ isKnown }) => isKnown);
  }

  /** Throws a `Problem` where too much waits already. */
  admit(): void {
    if (this.#waiting.length + this.#arriving < MAX_WAITING) return;
    throw new Problem("rate_limited", "Too much waits for an answer already. Send it later.", {
      retryable: true,
    });
  }

  /** While an input is written down it counts among those that wait. */
  async whileArriving(work: () => Promise<void>): Promise<void> {
    this.#arriving += 1;
    try {
      await work();
    } finally {
      this.#arriving -= 1;
    }
  }

  add(input: Input): void {
    if (this.#isClosed) return;
    const { sourceId, words } = input;
    // Once they are words: silence hurries nobody. Of a failure the turn that takes them learns.
    words.then(
      (message) => (message ? this.#know(message) : this.#forget(sourceId)),
      () => undefined,
    );
    this.#waiting.push({ ...input, isKnown: false });
    this.#working ??= this.#work();
  }

  /** What waits is left for the next start. */
  clear(): void {
    this.#isClosed = true;
    this.#waiting.length = 0;
  }

  /** Resolves when nothing is being answered any more. */
  async settled(): Promise<void> {
    await this.#working;
  }

  #know(message: Message): void {
    const waiting = this.#waiting.find(({ sourceId }) => sourceId === message.id);
    if (!waiting) return;
    waiting.isKnown = true;
    this.#answering.known(message);
  }

  /** Nothing was said: that needs no turn, unless it has begun. */
  #forget(silentId: string): void {
    const at = this.#waiting.findIndex(({ sourceId }) => sourceId === silentId);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  async #work(): Promise<void> {
    for (let input = this.#waiting.shift(); input; input = this.#waiting.shift()) {
      await this.#answering.answer(input);
    }
    this.#answering.done();
    // In the same step as the look at what waits: whoever comes next begins to work anew.
    this.#working = null;
  }
}
