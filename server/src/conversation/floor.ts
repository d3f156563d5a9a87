import type { Message } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import { isBackchannel } from "./backchannel.ts";
import { Interruption, type Stance } from "./interruption.ts";
import type { Turn } from "./turn.ts";
import { messageOf, type Said } from "./utteranceRecord.ts";

/** As much of a turn as can be held. */
export type Holdable = Pick<
  Turn,
  "hold" | "release" | "interrupt" | "isAudible" | "isAsking" | "isHeldAloud"
>;

export interface FloorOptions {
  /** The turn that is running, and the one before it, whose speech may still be playing. */
  turns: () => readonly Holdable[];
  onError: (error: unknown) => void;
}

/** Sound that nothing understood and that is no longer than this was no try at words. */
const SHORT_SOUND_MS = 1500;

/**
 * Who has the floor: while somebody speaks, replies are held, and what was said decides whether they
 * go on or end.
 */
export class Floor {
  readonly #options: FloorOptions;
  readonly #interruption = new Interruption();
  /** Those that wait, among them perhaps one that has ended and whose tail was being played. */
  readonly #held = new Set<Holdable>();
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(options: FloorOptions) {
    this.#options = options;
  }

  /** Whether somebody speaks, or has spoken and it is not known yet what. */
  get #isTaken(): boolean {
    return this.#interruption.isGoingOn;
  }

  /** A turn begins: while somebody speaks it answers, and waits with its speech. */
  begins(turn: Holdable): void {
    if (this.#isTaken) this.#hold(turn);
  }

  started(utteranceId: string): void {
    this.#take(this.#interruption.started(utteranceId, performance.now()));
  }

  heard(utteranceId: string, durationMs: number): void {
    this.#take(this.#interruption.heard(utteranceId, durationMs, performance.now()));
  }

  cancelled(utteranceId: string): void {
    this.#take(this.#interruption.cancelled(utteranceId));
  }

  ended(utteranceId: string): void {
    this.#take(this.#interruption.ended(utteranceId));
  }

  /**
   * What was said decides: passes on the message that it became, or null. A short sound that nothing
   * understood is nothing, too, while it holds a reply; of any other failure the turn tells.
   */
  async judge(utteranceId: string, words: Promise<Message | null>): Promise<Message | null> {
    try {
      const message = await words;
      this.#understood(utteranceId, message ? "words" : "nothing");
      return message;
    } catch (error) {
      const isNoise = Problem.from(error).code === "not_understood" && this.#isShort(utteranceId);
      this.#understood(utteranceId, isNoise ? "nothing" : "words");
      if (isNoise) return null;
      throw error;
    }
  }

  /** What the words are: a message, or the murmur of somebody who listens to the reply that they hold. */
  saidOf(utteranceId: string, text: string): Said {
    const isMurmur = isBackchannel(text) && this.#isHeldBy(utteranceId) && !this.#asks();
    return { text, message: isMurmur ? null : messageOf(utteranceId, text) };
  }

  /** The process ends: nothing is held or ended any more. */
  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #understood(utteranceId: string, meaning: "words" | "nothing"): void {
    this.#take(this.#interruption.understood(utteranceId, meaning));
  }

  #isShort(utteranceId: string): boolean {
    const audioMs = this.#interruption.audioMs(utteranceId) ?? 0;
    return this.#isHeldBy(utteranceId) && audioMs <= SHORT_SOUND_MS;
  }

  #isHeldBy(utteranceId: string): boolean {
    const isSpeaking = this.#interruption.audioMs(utteranceId) !== null;
    return isSpeaking && [...this.#held].some((turn) => turn.isHeldAloud);
  }

  #asks(): boolean {
    return [...this.#held].some((turn) => turn.isHeldAloud && turn.isAsking);
  }

  #take(stance: Stance): void {
    if (this.#isClosed) return;
    if (stance === "stop") this.#stop();
    if (!this.#isTaken) this.#releaseAll();
    else for (const turn of this.#options.turns()) this.#hold(turn);
    this.#wait();
  }

  #hold(turn: Holdable): void {
    if (this.#held.has(turn)) return;
    this.#held.add(turn);
    turn.hold();
  }

  #releaseAll(): void {
    for (const turn of this.#held) turn.release();
    this.#held.clear();
  }

  /** What is being heard ends here. What is still to be spoken waits on, and is brief. */
  #stop(): void {
    for (const turn of this.#options.turns()) {
      if (turn.isAudible) turn.interrupt().catch(this.#options.onError);
    }
  }

  #wait(): void {
    const { nextAtMs } = this.#interruption;
    if (this.#timer || nextAtMs === null) return;
    const look = (): void => {
      this.#timer = null;
      this.#take(this.#interruption.at(performance.now()));
    };
    this.#timer = setTimeout(look, nextAtMs - performance.now() + 1).unref();
  }
}
