import { setTimeout as delay } from "node:timers/promises";
import type { Message } from "@voiceplan/protocol";
import type { Log } from "../lib/log.ts";
import { Problem } from "../lib/problem.ts";
import type { AnswerStep } from "./answerStep.ts";
import type { Voice } from "./audience.ts";
import { Speaker } from "./speaker.ts";
import {
  beginTurn,
  reduceTurn,
  type TurnEffect,
  type TurnInput,
  type TurnState,
} from "./turnReducer.ts";
import type { TurnRecord } from "./turnRecord.ts";
import type { TurnTrace } from "./turnTrace.ts";

/** So long at most does a stopped answer hold up the next turn. */
const UNWIND_LIMIT_MS = 2000;

/** So many steps of an answer are held at most before its words are confirmed; then it waits. */
const MAX_HELD_STEPS = 500;

/** What the turn is to answer: resolves to null when nothing was said. */
export type Words = Promise<Message | null>;

export interface TurnOptions {
  replyId: string;
  words: Words;
  /** The words still have to be recognised. */
  voiced: boolean;
  /** The utterance or message that the turn is about; problems with its words name it. */
  sourceId: string;
  answer: (message: Message, signal: AbortSignal) => AsyncIterable<AnswerStep>;
  /**
   * Resolves when it is sure that the words are all that was said. The answer may begin before, and
   * nothing of it is seen, heard or kept until then. Rejects when the turn is abandoned instead.
   */
  confirmed: Promise<void>;
  /** Null: nobody listens to speech, or there is no voice. */
  voice: Voice | null;
  record: TurnRecord;
  trace: TurnTrace;
  log: Log;
}

/**
 * Runs one turn: feeds what happens to the reducer and does what it says. One AbortSignal ends the
 * model and the speech, whoever aborts.
 */
export class Turn {
  readonly #options: TurnOptions;
  readonly #abort = new AbortController();
  readonly #ended = Promise.withResolvers<void>();
  #state: TurnState;
  #speaker: Speaker | null = null;
  #playedMs = 0;
  #speakingSinceMs: number | null = null;
  /** The person's words, once they are known. */
  #said = "";
  #isHurried = false;
  /** Somebody speaks: no speech leaves. */
  #isHeld = false;
  /** And whoever listens was told that what they hear is held. */
  #isToldHeld = false;
  #isStopped = false;
  #isAbandoned = false;
  /** Resolves when the answer has come to its end, its last steps included. */
  #answered: Promise<void> = Promise.resolve();

  constructor(options: TurnOptions) {
    this.#options = options;
    this.#state = beginTurn(options.replyId, {
      voiced: options.voiced,
      spoken: options.voice !== null,
    });
  }

  get replyId(): string {
    return this.#options.replyId;
  }

  /** What the log names the turn by. */
  get ids(): { replyId: string; sourceId: string; utteranceId: string | null } {
    const { replyId, sourceId, voiced } = this.#options;
    return { replyId, sourceId, utteranceId: voiced ? sourceId : null };
  }

  /** Both sides' words, for fields of the log that are kept from whoever did not ask for them. */
  get spoken(): { transcript: string; text: string } {
    return { transcript: this.#said, text: this.#state.text };
  }

  /** Resolves when the turn has ended and all that is to be kept of it is in the database. */
  async run(): Promise<void> {
    const { words, sourceId, trace, record } = this.#options;
    this.#take({ type: "begun" });
    try {
      const message = await words;
      trace.pass("transcriptMs");
      if (message) record.answers(message);
      this.#said = message?.content ?? "";
      this.#take(message ? { type: "words", message } : { type: "silence" });
    } catch (error) {
      const problem = this.#explain(error).toWire();
      this.#take({ type: "misheard", sourceId, problem, say: problem.message });
    }
    await this.#ended.promise;
    this.#abort.abort(new DOMException("The turn is over.", "AbortError"));
    // A write that was under way when the turn was stopped is told of before the next turn begins.
    await Promise.race([this.#answered, delay(UNWIND_LIMIT_MS, undefined, { ref: false })]);
    await record.settled();
  }

  /**
   * Barge-in or the stop button: nothing more is made or sent from now on. Where the reply had ended
   * and its tail was still being played, only what is kept of it is cut. Resolves when that is kept.
   */
  async stop(playedMs: number): Promise<void> {
    this.#isStopped = true;
    const heard = this.#speaker?.heard(Math.max(playedMs, this.#playedMs)) ?? null;
    if (this.#state.phase === "ended") this.#options.record.revise(heard);
    else this.#take({ type: "stopped", heard });
    await this.#options.record.settled();
  }

  /** What was said next ends the reply, where there is one already. */
  async silence(): Promise<void> {
    if (this.#state.phase === "answering") await this.interrupt();
  }

  /** Whether some of the reply is being heard, or still to be heard. */
  get isAudible(): boolean {
    return !this.#isStopped && (this.#speaker?.isAudible ?? false);
  }

  /** Whether what is being heard is the question that the reply ends with. */
  get isAsking(): boolean {
    return this.#speaker?.isAsking ?? false;
  }

  /** Whether the reply was being heard when it was held. */
  get isHeldAloud(): boolean {
    return this.#isToldHeld;
  }

  /** Somebody speaks: no frame leaves from now on; the words go on being written. */
  hold(): void {
    this.#isHeld = true;
    this.#speaker?.hold();
    if (!this.isAudible || this.#isToldHeld) return;
    this.#isToldHeld = true;
    this.#options.record.emit({ type: "reply.held", replyId: this.replyId });
  }

  /** It was nothing: the speech goes on where it was. */
  release(): void {
    this.#isHeld = false;
    this.#speaker?.release();
    if (!this.#isToldHeld) return;
    this.#isToldHeld = false;
    if (!this.#isStopped)
      this.#options.record.emit({ type: "reply.resumed", replyId: this.replyId });
  }

  /** Somebody has said something: what was heard so far is all that is heard. */
  async interrupt(): Promise<void> {
    await this.stop(this.#playedMs > 0 ? this.#playedMs : (this.#speaker?.playedMs ?? 0));
  }

  /** So much of the speech has been played, says the client. */
  played(playedMs: number): void {
    this.#playedMs = Math.max(this.#playedMs, playedMs);
  }

  /** How long its speech has been under way; null before the first sound. */
  speakingForMs(nowMs: number): number | null {
    return this.#speakingSinceMs === null ? null : nowMs - this.#speakingSinceMs;
  }

  /** The next input waits: the reply's words are completed, its speech is cut short. */
  hurry(): void {
    this.#isHurried = true;
    this.#speaker?.hurry();
  }

  /** The process ends, or the words were not all: drops everything. The turn is done again, later. */
  abandon(reason: Error): void {
    this.#isAbandoned = true;
    this.#options.trace.restart();
    this.#abort.abort(reason);
    this.#state = { ...this.#state, phase: "ended" };
    this.#ended.resolve();
  }

  #take(input: TurnInput): void {
    const [state, effects] = reduceTurn(this.#state, input);
    this.#state = state;
    for (const effect of effects) this.#do(effect);
    if (state.phase === "ended") this.#ended.resolve();
  }

  #do(effect: TurnEffect): void {
    const { record, trace } = this.#options;
    switch (effect.type) {
      case "emit":
        return record.emit(effect.body);
      case "answer":
        this.#answered = this.#reply((signal) => this.#options.answer(effect.message, signal));
        return;
      case "say":
        this.#answered = this.#reply(() => once({ type: "text", delta: effect.text }));
        return;
      case "speak":
        return this.#speaker?.push(effect.delta);
      case "finishSpeech":
        return this.#speaker?.finish();
      case "abort":
        return this.#abort.abort(new DOMException("The reply was stopped.", "AbortError"));
      case "keep":
        trace.pass("endedMs");
        return record.keep(effect.text, effect.outcome, trace.timings);
    }
  }

  async #reply(answer: (signal: AbortSignal) => AsyncIterable<AnswerStep>): Promise<void> {
    const { record, trace, confirmed } = this.#options;
    const { signal } = this.#abort;
    this.#startSpeaking();
    trace.begin("thinking");
    let steps = 0;
    try {
      for await (const step of answer(signal)) {
        steps += 1;
        const leavesNothing = step.type === "text" || step.type === "draft";
        if (!leavesNothing || steps > MAX_HELD_STEPS) await confirmed;
        if (this.#isAbandoned) return;
        if (step.type === "text") this.#say(step.delta);
        else if (step.type !== "draft" || !signal.aborted) record.step(step);
      }
      trace.pass("textDoneMs");
      trace.end("thinking");
      // A version that could not be written must not be announced as done.
      await record.settled();
      this.#take({ type: "textDone" });
    } catch (error) {
      // What failed on words that are not all has not failed.
      await confirmed.catch(() => undefined);
      if (!signal.aborted) this.#take({ type: "failed", problem: this.#explain(error).toWire() });
    }
  }

  #say(delta: string): void {
    if (delta === "") return;
    this.#options.trace.pass("firstTextMs");
    this.#take({ type: "text", delta });
  }

  #startSpeaking(): void {
    const { voice, replyId, trace, confirmed } = this.#options;
    if (!voice) return;
    this.#speaker = new Speaker({
      replyId,
      ...voice,
      confirmed,
      signal: this.#abort.signal,
      onFirstSentence: () => trace.pass("firstSentenceMs"),
      onFirstAudio: () => {
        trace.pass("firstAudioMs");
        this.#speakingSinceMs = performance.now();
        this.#take({ type: "speechStarted" });
      },
    });
    if (this.#isHurried) this.#speaker.hurry();
    if (this.#isHeld) this.#speaker.hold();
    void this.#followSpeech(this.#speaker);
  }

  async #followSpeech(speaker: Speaker): Promise<void> {
    try {
      await speaker.done;
      this.#take({ type: "speechDone" });
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      // From here on the reply is read, not heard.
      this.#speaker = null;
      this.#take({ type: "speechFailed", problem: this.#explain(error).toWire() });
    }
  }

  #explain(error: unknown): Problem {
    const problem = Problem.from(error);
    const { log } = this.#options;
    const fields = { ...this.ids, code: problem.code };
    // Without a cause nothing is broken: somebody mumbled, say.
    if (problem.cause === undefined) log.info(fields, "A turn met a problem");
    else log.warn({ ...fields, err: problem }, "A turn met a problem");
    return problem;
  }
}

async function* once(step: AnswerStep): AsyncIterable<AnswerStep> {
  yield step;
}
