import { randomUUID } from "node:crypto";
import type { TextToSpeech } from "../engines/tts/port.ts";
import type { Log } from "../lib/log.ts";
import type { Metrics } from "../lib/metrics.ts";
import { Problem } from "../lib/problem.ts";
import type { Db } from "../store/db.ts";
import type { Answerer } from "./answer.ts";
import type { Audience } from "./audience.ts";
import { endWhenItAnswers } from "./brokenReplies.ts";
import type { ConversationContext } from "./context.ts";
import type { EventLog } from "./eventLog.ts";
import type { Input } from "./inputQueue.ts";
import { Turn } from "./turn.ts";
import { TurnRecord } from "./turnRecord.ts";
import { TurnTrace } from "./turnTrace.ts";

/** What turns work with. */
export interface TurnServices {
  db: Db;
  eventLog: EventLog;
  answerer: Answerer;
  /** Null: the server has no voice. */
  tts: TextToSpeech | null;
  metrics: Metrics;
  log: Log;
}

interface TurnsParts {
  services: TurnServices;
  context: ConversationContext;
  audience: Audience;
  /** Aborted when the process ends. */
  signal: AbortSignal;
  /** Told of each turn before it runs. */
  onBegin: (turn: Turn) => void;
  /** Told of an input that can be answered no more. */
  onLost: (sourceId: string, problem: Problem) => void;
}

/** The turns of one conversation, one after the other. */
export class Turns {
  readonly #parts: TurnsParts;
  #current: Turn | null = null;
  /** The newest that ended: its speech may still be playing. */
  #last: Turn | null = null;

  constructor(parts: TurnsParts) {
    this.#parts = parts;
  }

  /** The turn that runs. */
  get current(): Turn | null {
    return this.#current;
  }

  /** The one that runs and the one before it: of both something may be heard. */
  get latest(): readonly Turn[] {
    return [this.#current, this.#last].filter((turn) => turn !== null);
  }

  /** Throws `unknown_reply` for a reply of which nothing is heard any more. */
  find(replyId: string): Turn {
    const turn = this.latest.find((known) => known.replyId === replyId);
    if (turn) return turn;
    throw new Problem("unknown_reply", "This reply is over.");
  }

  /** A turn that answers an input, and does not run yet. */
  begin(input: Omit<Input, "early">, confirmed: Promise<void>): Turn {
    const { services, context, audience } = this.#parts;
    const { eventLog, answerer, tts, log } = services;
    const replyId = randomUUID();
    return new Turn({
      replyId,
      ...input,
      confirmed,
      answer: (message, signal) => answerer.answer(context, message, { confirmed, signal }),
      voice: tts && audience.hears ? audience.voice(tts) : null,
      record: new TurnRecord({ replyId, sourceId: input.sourceId, eventLog, context, confirmed }),
      log: log.child({ conversationId: context.id }),
    });
  }

  /**
   * Answers an input; what the database did not take is done again, once, as soon as that answers. Never
   * rejects.
   */
  async answer(input: Input): Promise<void> {
    if ((await this.#attempt(input)) || !(await this.#endBroken())) return;
    const again = { ...input, trace: new TurnTrace(), early: null };
    if ((await this.#attempt(again)) || !(await this.#endBroken())) return;
    const words = "The answer could not be kept. Say it again.";
    this.#parts.onLost(input.sourceId, new Problem("internal", words, { retryable: true }));
  }

  /** Whether the turn is kept. */
  async #attempt(input: Input): Promise<boolean> {
    const { early } = input;
    const turn = early?.turn ?? this.begin(input, Promise.resolve());
    this.#current = turn;
    this.#parts.onBegin(turn);
    try {
      await (early ? early.confirm() : turn.run());
      this.#measured(input, turn);
      return true;
    } catch (error) {
      this.#failed(error, "A turn could not be kept", turn);
      return false;
    } finally {
      this.#last = turn;
      this.#current = null;
    }
  }

  /** Whether replies that were cut off have their end. Where not, the next start answers what they were for. */
  async #endBroken(): Promise<boolean> {
    const { services, context, signal } = this.#parts;
    try {
      await endWhenItAnswers(context.id, services, signal);
      return true;
    } catch (error) {
      this.#failed(error, "A reply that was cut off has no end", null);
      return false;
    }
  }

  #measured({ trace }: Input, { ids, spoken }: Turn): void {
    const { services, context } = this.#parts;
    const { timings } = trace;
    services.metrics.turn(timings);
    services.log.info({ conversationId: context.id, ...ids, ...spoken, timings }, "Turn");
  }

  #failed(error: unknown, what: string, turn: Turn | null): void {
    const { services, context } = this.#parts;
    services.log.error({ err: error, conversationId: context.id, ...turn?.ids }, what);
  }
}
