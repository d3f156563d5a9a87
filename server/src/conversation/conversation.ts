import type { Message, OpenedConversation, Plan, Request, WireProblem } from "@voiceplan/protocol";
import type { CommandServices } from "../commands/command.ts";
import type { SpeechDetector } from "../engines/vad/port.ts";
import { Problem } from "../lib/problem.ts";
import { Audience, type Attachment } from "./audience.ts";
import type { ConversationContext } from "./context.ts";
import { EarlyTurn } from "./earlyTurn.ts";
import type { EndpointingBounds } from "./endpointing.ts";
import { Floor } from "./floor.ts";
import { Hearing } from "./hearing.ts";
import { InputQueue, type Input } from "./inputQueue.ts";
import type { Listener } from "./listener.ts";
import type { Recognition } from "./recognition.ts";
import type { SavedConversations } from "./savedConversations.ts";
import type { Words } from "./turn.ts";
import { Turns, type TurnServices } from "./turns.ts";
import { TurnTrace } from "./turnTrace.ts";
import {
  UtteranceReception,
  type DurableUtterance,
  type ProvisionalWords,
} from "./utteranceReception.ts";
import type { UtteranceRecord } from "./utteranceRecord.ts";

/** What every conversation works with. */
export interface ConversationServices extends CommandServices, TurnServices {
  recognition: Recognition;
  saved: SavedConversations;
  utteranceRecord: UtteranceRecord;
  endpointing: EndpointingBounds;
  vad: SpeechDetector;
}

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
  readonly #audience: Audience;
  readonly #inputs: InputQueue;
  readonly #closing = new AbortController();
  readonly #floor: Floor;
  readonly #turns: Turns;
  /** On words that may be all; never beside another turn. */
  #early: EarlyTurn | null = null;
  #telling: Promise<void> = Promise.resolve();
  #usedAtMs = performance.now();

  constructor(services: ConversationServices, context: ConversationContext) {
    this.#services = services;
    this.#context = context;
    this.#audience = new Audience(context.id, services.eventLog);
    this.#turns = new Turns({
      ...{ services, context, audience: this.#audience, signal: this.#closing.signal },
      onBegin: (turn) => {
        this.#floor.begins(turn);
        if (this.#inputs.hasKnown) turn.hurry();
      },
      onLost: (sourceId, problem) => this.tell({ ...problem.toWire(), sourceId }),
    });
    this.#floor = new Floor({
      turns: () => this.#turns.latest,
      onError: (error) => this.#notKept(error),
    });
    this.#inputs = new InputQueue({
      answer: (input) => this.#turns.answer(input),
      known: (message) => this.#hurryFor(message),
      done: () => this.#allAnswered(),
    });
    this.#hearing = new Hearing({
      ...services,
      context,
      signal: this.#closing.signal,
      speakingForMs: () => this.#turns.current?.speakingForMs(performance.now()) ?? null,
    });
    this.utterances = new UtteranceReception({
      conversationId: context.id,
      hearing: this.#hearing,
      record: services.utteranceRecord,
      floor: this.#floor,
      log: services.log,
      onProvisional: (words) => this.#beginEarly(words),
      onWithdrawn: (utteranceId) => {
        if (this.#early?.utteranceId === utteranceId) this.#dropEarly();
      },
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
    return this.#audience.isEmpty && this.#inputs.isIdle && !isUsed;
  }

  /** Whoever is about to do something with the conversation says so, lest it is dropped meanwhile. */
  use(): void {
    this.#usedAtMs = performance.now();
  }

  /**
   * Subscribes a listener. It gets every event after `afterSeq` exactly once: from the answer to this
   * what there is, and from then on each as it happens.
   */
  async attach(listener: Listener, attachment: Attachment): Promise<OpenedConversation> {
    const events = await this.#audience.attach(listener, attachment);
    const lastSeq = events.at(-1)?.seq ?? attachment.afterSeq;
    return { conversation: this.#context.toWire(lastSeq), events };
  }

  /** Subscribes a listener to what happens from now on. */
  listen(listener: Listener): void {
    this.use();
    this.#audience.listen(listener);
  }

  /** Whoever speaks or writes is who replies are spoken to. */
  prefer(listener: Listener): void {
    this.#audience.prefer(listener);
  }

  detach(listener: Listener): void {
    this.use();
    this.#audience.detach(listener);
    this.hearersChanged();
  }

  /** Somebody has gone, or wants to hear replies from now on, or no longer. */
  hearersChanged(): void {
    if (this.#audience.hears) return;
    // Nobody hears the rest of the reply, unless they come back at once, as a reload does.
    setTimeout(() => {
      if (!this.#audience.hears) this.#turns.current?.hurry();
    }, GONE_MS).unref();
  }

  /** From now on the conversation is about this project. Throws a `Problem` when there is none such. */
  async openProject(projectId: string): Promise<void> {
    const context = this.#context;
    if (context.project?.id === projectId) return;
    this.#dropEarly();
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
    await this.#inputs.whileArriving(async () => {
      const written = await this.#services.eventLog.append(this.id, events, async (tx) => {
        const data = [{ ...message, conversationId: this.id }];
        const { count } = await tx.message.createMany({ data, skipDuplicates: true });
        // The event is new and the row is not: the id is that of a message somewhere else.
        if (count === 0) throw new Problem("conflict", "This id is another message's already.");
      });
      if (written.length > 0) this.answer(message);
    });
  }

  /** Begins to take in an utterance. */
  async startUtterance(request: Request<"utterance.start">): Promise<void> {
    this.#admit();
    await this.utterances.start(request);
  }

  /** Answers a message that is in the database already. */
  answer(message: Message): void {
    this.#enqueue({ sourceId: message.id, voiced: false, words: Promise.resolve(message) });
  }

  /** Recognises and answers an utterance that is in the database already. */
  hear(utteranceId: string): void {
    const trace = new TurnTrace();
    const listen = (audio: Int16Array) => trace.during("recognition", this.#hearing.listen(audio));
    const { signal } = this.#closing;
    const { recognition } = this.#services;
    const saidOf = (text: string) => this.#floor.saidOf(utteranceId, text);
    const words = recognition.recognise(this.id, utteranceId, { listen, saidOf, signal });
    this.#enqueue({ sourceId: utteranceId, voiced: true, words, trace });
  }

  /** Barge-in or the stop button; also for the newest reply while its tail is still being played. */
  async stopReply({ replyId, playedMs }: Request<"reply.stop">): Promise<void> {
    await this.#turns.find(replyId).stop(playedMs);
  }

  replyPlayed({ replyId, playedMs }: Request<"reply.played">): void {
    this.#turns.find(replyId).played(playedMs);
  }

  /** Puts a problem on record that cannot be answered to whoever caused it. */
  tell(problem: WireProblem & { sourceId?: string }): void {
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
    this.#inputs.clear();
    this.#turns.current?.abandon(reason);
    await this.#inputs.settled();
    await this.#telling;
  }

  #admit(): void {
    this.use();
    this.#inputs.admit();
  }

  /** The answer to words that may be all begins, where nothing else is going on. */
  #beginEarly({ message, finality, trace }: ProvisionalWords): void {
    // Whoever stops at "and" goes on; and what of a reply was heard is known only when it is cut.
    const isCutting = this.#turns.latest.some((turn) => turn.isAudible);
    if (finality === "unfinished" || !this.#inputs.isIdle || isCutting) return;
    this.#dropEarly();
    const input = { sourceId: message.id, voiced: true, words: Promise.resolve(message), trace };
    this.#early = new EarlyTurn({
      message,
      begin: (confirmed) => this.#turns.begin(input, confirmed),
    });
  }

  #dropEarly(): void {
    if (!this.#early) return;
    this.#services.metrics.earlyAnswers.inc({ outcome: "dropped" });
    this.#early.drop();
    this.#early = null;
  }

  /** Answers an utterance that is in the database, as soon as its words are known. */
  #take(utterance: DurableUtterance): void {
    const { utteranceId, words, trace } = utterance;
    this.#floor.ended(utteranceId);
    const message = "message" in words ? words.message : null;
    const early = message && this.#early?.answers(message) ? this.#early : null;
    if (early) {
      this.#early = null;
      this.#services.metrics.earlyAnswers.inc({ outcome: "used" });
    }
    const judged = this.#floor.judge(utteranceId, this.#wordsOf(utterance));
    this.#enqueue({ sourceId: utteranceId, voiced: true, words: judged, trace, early });
  }

  #wordsOf({ utteranceId, words }: DurableUtterance): Words {
    if ("message" in words) return Promise.resolve(words.message);
    const { recognition } = this.#services;
    const { transcription } = words;
    const saidOf = (text: string) => this.#floor.saidOf(utteranceId, text);
    const { signal } = this.#closing;
    return recognition.keep(this.id, utteranceId, { transcription, saidOf, signal });
  }

  #enqueue(input: Pick<Input, "sourceId" | "voiced" | "words"> & Partial<Input>): void {
    if (this.#closing.signal.aborted) {
      // The next start hears of it; here nobody waits for the words any more.
      input.words.catch(() => undefined);
      return;
    }
    this.#dropEarly();
    this.#inputs.add({ trace: new TurnTrace(), early: null, ...input });
  }

  /** A message waits: the turns before its own are to be brief. */
  #hurryFor({ content }: Message): void {
    this.#turns.current?.hurry();
    if (this.#services.answerer.endsReply(content)) this.#silence();
  }

  #silence(): void {
    this.#turns.current?.silence().catch((error: unknown) => this.#notKept(error));
  }

  #notKept(error: unknown): void {
    const { log } = this.#services;
    const ids = { conversationId: this.id, ...this.#turns.current?.ids };
    log.error({ err: error, ...ids }, "A reply that was stopped was not kept");
  }

  /** Open lists are told what was said. Nobody waits for that, least of all the next turn. */
  #allAnswered(): void {
    this.use();
    if (this.#closing.signal.aborted) return;
    const { saved } = this.#services;
    this.#telling = this.#telling.then(() => saved.said(this.#context.ownerId, this.id));
  }
}
