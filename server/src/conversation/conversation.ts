import { randomUUID } from "node:crypto";
import type {
  ConversationEvent,
  Message,
  OpenedConversation,
  Plan,
  Request,
  WireProblem,
} from "@voiceplan/protocol";
import type { CommandServices } from "../commands/command.ts";
import type { TextToSpeech } from "../engines/tts/port.ts";
import type { VoiceActivityDetector } from "../engines/vad/port.ts";
import type { Log } from "../lib/log.ts";
import type { Metrics } from "../lib/metrics.ts";
import { Problem } from "../lib/problem.ts";
import type { Db } from "../store/db.ts";
import type { Answerer } from "./answer.ts";
import type { ConversationContext } from "./context.ts";
import type { EndpointingBounds } from "./endpointing.ts";
import type { EventLog } from "./eventLog.ts";
import { Floor } from "./floor.ts";
import { Hearing } from "./hearing.ts";
import type { Listener } from "./listener.ts";
import type { Recognition } from "./recognition.ts";
import { Turn, type TurnOptions, type Words } from "./turn.ts";
import { TurnRecord } from "./turnRecord.ts";
import { TurnTrace } from "./turnTrace.ts";
import { UtteranceReception, type DurableUtterance } from "./utteranceReception.ts";
import type { UtteranceRecord } from "./utteranceRecord.ts";

/** What every conversation works with. */
export interface ConversationServices extends CommandServices {
  db: Db;
  eventLog: EventLog;
  answerer: Answerer;
  recognition: Recognition;
  utteranceRecord: UtteranceRecord;
  endpointing: EndpointingBounds;
  /** Null: the server has no voice. */
  tts: TextToSpeech | null;
  vad: VoiceActivityDetector;
  metrics: Metrics;
  log: Log;
}

interface Input {
  /** Of the message or the utterance. */
  sourceId: string;
  voiced: boolean;
  words: Words;
  /** The words are there, and not silence. */
  isKnown: boolean;
  trace: TurnTrace;
}

/** So much may wait for its answer; beyond that a client sends faster than anybody can talk. */
const MAX_WAITING = 50;
/** A listener that lost its connection is back within this, or is gone for good. */
const GONE_MS = 5000;
/** A conversation that nobody has used for so long need not be held in memory. */
const IDLE_MS = 60_000;

/**
 * One live conversation: takes in what the person says or types, answers it turn by turn in order, and
 * tells every listener. Recognition of the next utterance never waits for the turn that is running.
 */
export class LiveConversation {
  readonly utterances: UtteranceReception;
  readonly #services: ConversationServices;
  readonly #context: ConversationContext;
  readonly #hearing: Hearing;
  /** With what ends each one's subscription. */
  readonly #listeners = new Map<Listener, () => void>();
  readonly #waiting: Input[] = [];
  readonly #closing = new AbortController();
  readonly #floor: Floor;
  #turn: Turn | null = null;
  /** The newest that ended: its speech may still be playing. */
  #lastTurn: Turn | null = null;
  #working: Promise<void> | null = null;
  /** Messages that are being written down and then wait. */
  #arriving = 0;
  #usedAtMs = performance.now();

  constructor(services: ConversationServices, context: ConversationContext) {
    this.#services = services;
    this.#context = context;
    this.#floor = new Floor({
      turns: () => [this.#turn, this.#lastTurn].filter((turn) => turn !== null),
      onError: (error) => this.#notKept(error),
    });
    this.#hearing = new Hearing({
      ...services,
      context,
      signal: this.#closing.signal,
      speakingForMs: () => this.#turn?.speakingForMs(performance.now()) ?? null,
    });
    this.utterances = new UtteranceReception({
      conversationId: context.id,
      hearing: this.#hearing,
      record: services.utteranceRecord,
      floor: this.#floor,
      log: services.log,
      onDurable: (utterance) => this.#take(utterance),
    });
  }

  get id(): string {
    return this.#context.id;
  }

  /** The plan that "save this plan" means. */
  get plan(): Plan | null {
    return this.#context.plan;
  }

  /** Nobody listens, nothing is going on, and nobody has asked for it for a while. */
  isIdle(nowMs: number): boolean {
    const isUsed = nowMs - this.#usedAtMs < IDLE_MS;
    return this.#listeners.size === 0 && this.#working === null && !isUsed;
  }

  /** Whoever is about to do something with the conversation says so, lest it is dropped meanwhile. */
  use(): void {
    this.#usedAtMs = performance.now();
  }

  /**
   * Subscribes a listener. It gets every event after `afterSeq` exactly once: from the answer to this
   * what there is, and from then on each as it happens.
   */
  async attach(listener: Listener, afterSeq: number): Promise<OpenedConversation> {
    const { eventLog } = this.#services;
    const meanwhile: ConversationEvent[] = [];
    let deliver = (event: ConversationEvent): void => void meanwhile.push(event);
    this.#listeners.set(
      listener,
      eventLog.subscribe(this.id, (event) => deliver(event)),
    );
    try {
      const events = await eventLog.read(this.id, afterSeq);
      const readTo = events.at(-1)?.seq ?? afterSeq;
      events.push(...meanwhile.filter(({ seq }) => seq > readTo));
      const answeredTo = events.at(-1)?.seq ?? afterSeq;
      // What was read may come once more: a commit can be seen before it is announced.
      deliver = (event) => {
        if (event.seq > answeredTo) listener.event(event);
      };
      return { conversation: this.#context.toWire(answeredTo), events };
    } catch (error) {
      this.detach(listener);
      throw error;
    }
  }

  /** Subscribes a listener to what happens from now on. */
  listen(listener: Listener): void {
    this.use();
    const { eventLog } = this.#services;
    this.#listeners.set(
      listener,
      eventLog.subscribe(this.id, (event) => listener.event(event)),
    );
  }

  detach(listener: Listener): void {
    this.use();
    this.#listeners.get(listener)?.();
    this.#listeners.delete(listener);
    if (this.#listenerThatHears()) return;
    // Nobody hears the rest of the reply, unless they come back at once, as a reload does.
    setTimeout(() => {
      if (!this.#listenerThatHears()) this.#turn?.hurry();
    }, GONE_MS).unref();
  }

  /** From now on the conversation is about this project. Throws a `Problem` when there is none such. */
  async openProject(projectId: string): Promise<void> {
    const context = this.#context;
    if (context.project?.id === projectId) return;
    const project = await this.#services.projects.find(context.ownerId, projectId);
    if (!project) throw new Problem("not_found", "There is no such project.");
    context.project = project;
    context.plan = null;
    const body = { type: "project.opened", project } as const;
    await this.#services.eventLog.append(this.id, [{ body }], async (tx) => {
      const data = { projectId, openPlanId: null };
      await tx.conversation.update({ where: { id: this.id }, data });
    });
  }

  /** A message was typed, or recognised elsewhere. Resolves when it would survive a crash. */
  async send({ messageId, text, modality }: Request<"message.send">): Promise<void> {
    this.#admit();
    const message: Message = { id: messageId, role: "user", content: text, modality };
    const body = { type: "message", message } as const;
    const events = [{ body, key: `message:${messageId}` }];
    this.#arriving += 1;
    try {
      const written = await this.#services.eventLog.append(this.id, events, async (tx) => {
        const data = [{ ...message, conversationId: this.id }];
        const { count } = await tx.message.createMany({ data, skipDuplicates: true });
        // The event is new and the row is not: the id is that of a message somewhere else.
        if (count === 0) throw new Problem("conflict", "This id is another message's already.");
      });
      if (written.length > 0) this.answer(message);
    } finally {
      this.#arriving -= 1;
    }
  }

  /** Begins to take in an utterance. */
  startUtterance(request: Request<"utterance.start">): void {
    this.#admit();
    this.utterances.start(request);
  }

  /** Answers a message that is in the database already. */
  answer(message: Message): void {
    this.#enqueue(message.id, false, Promise.resolve(message));
  }

  /** Recognises and answers an utterance that is in the database already. */
  hear(utteranceId: string): void {
    const trace = new TurnTrace();
    const listen = (audio: Int16Array) => trace.during("recognition", this.#hearing.listen(audio));
    const { signal } = this.#closing;
    const { recognition } = this.#services;
    const saidOf = (text: string) => this.#floor.saidOf(utteranceId, text);
    const words = recognition.recognise(this.id, utteranceId, { listen, saidOf, signal });
    this.#enqueue(utteranceId, true, words, trace);
  }

  /** Barge-in or the stop button; also for the newest reply while its tail is still being played. */
  async stopReply({ replyId, playedMs }: Request<"reply.stop">): Promise<void> {
    await this.#findTurn(replyId).stop(playedMs);
  }

  replyPlayed({ replyId, playedMs }: Request<"reply.played">): void {
    this.#findTurn(replyId).played(playedMs);
  }

  /** Puts a problem on record that cannot be answered to whoever caused it. */
  tell(problem: WireProblem): void {
    const { eventLog, log } = this.#services;
    eventLog
      .append(this.id, [{ body: { type: "problem", ...problem } }])
      .catch((error: unknown) => {
        log.error({ err: error, conversationId: this.id }, "A problem could not be put on record");
      });
  }

  /** The process ends: what is not done is done after the restart. */
  async close(reason: Error): Promise<void> {
    this.#closing.abort(reason);
    this.#floor.close();
    this.utterances.close();
    this.#waiting.length = 0;
    this.#turn?.abandon(reason);
    await this.#working;
  }

  #admit(): void {
    this.use();
    if (this.#waiting.length + this.#arriving < MAX_WAITING) return;
    throw new Problem("rate_limited", "Too much waits for an answer already. Send it later.", {
      retryable: true,
    });
  }

  #findTurn(replyId: string): Turn {
    const turn = [this.#turn, this.#lastTurn].find((known) => known?.replyId === replyId);
    if (turn) return turn;
    throw new Problem("unknown_reply", "This reply is over.");
  }

  /** Answers an utterance that is in the database, as soon as its words are known. */
  #take(utterance: DurableUtterance): void {
    const { utteranceId, trace } = utterance;
    this.#floor.ended(utteranceId);
    const words = this.#floor.judge(utteranceId, this.#wordsOf(utterance));
    this.#enqueue(utteranceId, true, words, trace);
  }

  #wordsOf({ utteranceId, words }: DurableUtterance): Words {
    if ("message" in words) return Promise.resolve(words.message);
    const { recognition } = this.#services;
    const { transcription } = words;
    const saidOf = (text: string) => this.#floor.saidOf(utteranceId, text);
    const { signal } = this.#closing;
    return recognition.keep(this.id, utteranceId, { transcription, saidOf, signal });
  }

  #enqueue(sourceId: string, voiced: boolean, words: Words, trace = new TurnTrace()): void {
    if (this.#closing.signal.aborted) return;
    // Once they are words: silence hurries nobody. Of a failure the turn that takes them learns.
    words.then(
      (message) => (message ? this.#hurryFor(message) : this.#forget(sourceId)),
      () => undefined,
    );
    this.#waiting.push({ sourceId, voiced, words, isKnown: false, trace });
    this.#working ??= this.#work();
  }

  /** A message waits: the turns before its own are to be brief. */
  #hurryFor({ id, content }: Message): void {
    const isWaiting = this.#waiting.find(({ sourceId }) => sourceId === id);
    if (!isWaiting) return;
    isWaiting.isKnown = true;
    this.#turn?.hurry();
    if (this.#services.answerer.endsReply(content)) this.#silence();
  }

  /** Nothing was said: that needs no turn, unless it has begun. */
  #forget(silentId: string): void {
    const at = this.#waiting.findIndex(({ sourceId }) => sourceId === silentId);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  #silence(): void {
    this.#turn?.silence().catch((error: unknown) => this.#notKept(error));
  }

  #notKept(error: unknown): void {
    const { log } = this.#services;
    log.error({ err: error, conversationId: this.id }, "A reply that was stopped was not kept");
  }

  async #work(): Promise<void> {
    for (let input = this.#waiting.shift(); input; input = this.#waiting.shift()) {
      const turn = this.#begin(input);
      this.#turn = turn;
      this.#floor.begins(turn);
      if (this.#waiting.some(({ isKnown }) => isKnown)) turn.hurry();
      try {
        await turn.run();
        this.#measured(input);
      } catch (error) {
        // What could not be written is not lost: its message stays unanswered until the next start.
        this.#services.log.error(
          { err: error, conversationId: this.id },
          "A turn could not be kept",
        );
      }
      this.#lastTurn = turn;
      this.#turn = null;
    }
    this.use();
    // In the same step as the look at what waits: whoever comes next begins to work anew.
    this.#working = null;
  }

  #measured({ sourceId, trace }: Input): void {
    const { metrics, log } = this.#services;
    const { timings } = trace;
    metrics.turn(timings);
    log.info({ conversationId: this.id, sourceId, timings }, "Turn");
  }

  #begin({ sourceId, voiced, words, trace }: Input): Turn {
    const { eventLog, answerer, log } = this.#services;
    const replyId = randomUUID();
    const context = this.#context;
    return new Turn({
      replyId,
      sourceId,
      voiced,
      words,
      trace,
      answer: (message, signal) => answerer.answer(context, message, signal),
      voice: this.#voice(),
      record: new TurnRecord({ replyId, sourceId, eventLog, context }),
      log: log.child({ conversationId: this.id }),
    });
  }

  /** Replies are spoken to the listener that came last and wants to hear them. */
  #voice(): TurnOptions["voice"] {
    const { tts } = this.#services;
    if (!tts || !this.#listenerThatHears()) return null;
    return {
      tts,
      manner: () => this.#listenerThatHears()?.manner ?? { voice: undefined, rate: 1 },
      send: (header, frame) => this.#listenerThatHears()?.audio(header, frame),
    };
  }

  #listenerThatHears(): Listener | undefined {
    return [...this.#listeners.keys()].findLast(({ speech }) => speech);
  }
}
