import {
  storableText,
  type ConversationEventBody,
  type Message,
  type Plan,
  type Project,
  type ReplyOutcome,
  type Source,
  type Timings,
} from "@voiceplan/protocol";
import { toJsonObject } from "../lib/json.ts";
import type { Tx } from "../store/db.ts";
import type { CommandStep, KeptStep } from "./answerStep.ts";
import type { ConversationContext, Memory } from "./context.ts";
import type { EventLog, NewEvent } from "./eventLog.ts";
import { Throttle } from "./throttle.ts";
import { WordFlow } from "./wordFlow.ts";

type PlanDraft = Extract<ConversationEventBody, { type: "plan.draft" }>;
type Within = ((tx: Tx) => Promise<void>) | null;

export interface TurnRecordOptions {
  replyId: string;
  /** The message or utterance that the turn answers. */
  sourceId: string;
  eventLog: EventLog;
  context: ConversationContext;
  /** Nothing is written before this resolves; nothing at all if it rejects. */
  confirmed: Promise<void>;
}

/**
 * What a turn leaves behind: its events in order, and the state of the conversation that belongs to
 * them in the same transaction. An event that must not come twice has a key made of the ids that
 * caused it, so a turn that is done again after a crash repeats none.
 */
export class TurnRecord {
  readonly #options: TurnRecordOptions;
  readonly #draft = new Throttle<PlanDraft>((draft) => this.#append([{ body: draft }]));
  readonly #words = new WordFlow((delta) => {
    this.#append([{ body: { type: "reply.text", replyId: this.#options.replyId, delta } }]);
  });
  /** The newest write; each rejects with the first failure of all before it. */
  #written: Promise<unknown> = Promise.resolve();
  #message: Message | null = null;
  /** The reply as a message, once it has completed. */
  #kept: Message | null = null;
  readonly #memory: Partial<Memory> & Pick<Memory, "pending"> = { pending: null };
  #sources: readonly Source[] = [];
  #isOver = false;
  /** All that the reply says, however much of it is heard. */
  #said = "";
  #isAside = false;

  constructor(options: TurnRecordOptions) {
    this.#options = options;
  }

  /** The person's words, once they are known. */
  answers(message: Message): void {
    this.#message = message;
  }

  emit(body: ConversationEventBody): void {
    this.#draft.flush();
    if (body.type === "reply.text") {
      this.#said += body.delta;
      this.#words.push(body.delta);
      return;
    }
    this.#words.flush();
    const key = body.type === "reply.started" ? `started:${body.replyId}` : undefined;
    this.#append([{ body, key }]);
  }

  step(step: KeptStep): void {
    if (step.type !== "draft") this.#flush();
    switch (step.type) {
      case "draft":
        this.#words.flush();
        return this.#draft.push({ type: "plan.draft", title: step.title, markdown: step.markdown });
      case "project":
        return this.#openProject(step.project);
      case "plan":
        return this.#openPlan(step.plan, []);
      case "saved":
        return this.#saved(step.plan, step.version);
      case "sources":
        this.#sources = step.sources;
        return;
      case "state":
        return this.#remember({ planner: step.state });
      case "memory":
        return this.#remember(step.memory);
      case "changed":
        return this.#changed(step.plan);
      case "command":
        return this.#command(step);
    }
  }

  /** The end of the reply and its message, in one transaction with the person's message being answered. */
  keep(said: string, outcome: ReplyOutcome, timings: Timings): void {
    const text = storableText(said);
    const { replyId, sourceId, context } = this.#options;
    this.#flush();
    const modality = this.#message?.modality ?? "voice";
    const message: Message = { id: replyId, role: "assistant", content: text, modality };
    if (outcome === "completed") this.#kept = message;
    this.#isOver = true;
    const events: NewEvent[] = [
      {
        body: {
          ...{ type: "reply.ended", replyId, text, outcome, timings },
          ...(this.#sources.length === 0 ? {} : { sources: [...this.#sources] }),
        },
        key: `ended:${replyId}`,
      },
    ];
    if (text !== "") events.push({ body: { type: "message", message }, key: `message:${replyId}` });
    events.push({ body: { type: "state", state: "listening" } });
    // Words that were not understood answer no question: one that was asked back stays open.
    if (this.#message) context.memory = { ...context.memory, ...this.#memory };
    const { memory } = context;
    this.#rememberReply(text);
    context.remember(...(this.#message ? [this.#message] : []), ...(text === "" ? [] : [message]));
    const { summary } = context;
    // After all else is written: where that failed, the message stays unanswered and is done again.
    this.#appendLast(events, async (tx) => {
      const conversationId = context.id;
      if (text !== "") await tx.message.create({ data: { ...message, conversationId, timings } });
      await tx.message.updateMany({ where: { id: sourceId }, data: { answeredAt: new Date() } });
      await this.#keepMemory(tx, memory, summary);
    });
  }

  /** A completed reply was heard only so far after all; null: it was read, not heard. */
  revise(heard: string | null): void {
    const { replyId, context } = this.#options;
    const kept = this.#kept;
    if (heard === null || !kept || heard.length >= kept.content.length) return;
    const message = { ...kept, content: heard };
    this.#rememberReply(heard);
    this.#kept = message;
    context.correct(message);
    this.#append([{ body: { type: "message", message } }], async (tx) => {
      await tx.message.updateMany({ where: { id: replyId }, data: { content: heard } });
    });
  }

  /** Resolves when everything is in the database; rejects with the first failure. */
  async settled(): Promise<void> {
    this.#flush();
    await this.#written;
  }

  #flush(): void {
    this.#draft.flush();
    this.#words.flush();
  }

  /** Kept with the end of the reply, or by itself where a stop has ended that before. */
  #remember(fresh: Partial<Memory>): void {
    Object.assign(this.#memory, fresh);
    if (!this.#isOver) return;
    const { context } = this.#options;
    const memory = { ...context.memory, ...fresh };
    context.memory = memory;
    this.#append([], (tx) => this.#keepMemory(tx, memory));
  }

  #rememberReply(heard: string): void {
    const { context } = this.#options;
    const said = storableText(this.#said).trim();
    const unheard = said.startsWith(heard) ? said.slice(heard.length).trim() : "";
    if (!this.#isAside && this.#message && said !== "") context.lastReply = { text: said, unheard };
    else if (context.lastReply) context.lastReply = { ...context.lastReply, unheard };
  }

  async #keepMemory(tx: Tx, memory: Memory, summary?: string): Promise<void> {
    const data = { plannerState: toJsonObject(memory), ...(summary ? { summary } : {}) };
    await tx.conversation.update({ where: { id: this.#options.context.id }, data });
  }

  #command({ command, args, result, pending, isAside }: CommandStep): void {
    const { sourceId, context } = this.#options;
    this.#isAside = isAside;
    this.#memory.pending = isAside ? context.memory.pending : pending;
    const body = { type: "command", command, args, result, sourceId } as const;
    this.#append([{ body, key: `command:${sourceId}` }]);
  }

  #openProject(project: Project): void {
    const { context, sourceId } = this.#options;
    const isOther = context.project?.id !== project.id;
    context.project = project;
    if (isOther) context.plan = null;
    const data = { projectId: project.id, ...(isOther ? { openPlanId: null } : {}) };
    this.#append(
      [{ body: { type: "project.opened", project }, key: `opened:${sourceId}:${project.id}` }],
      async (tx) => {
        await tx.conversation.update({ where: { id: context.id }, data });
      },
    );
  }

  #saved(plan: Plan, version: number): void {
    const { id: planId, title, projectId } = plan;
    const body = { type: "plan.saved", planId, version, title, projectId } as const;
    this.#openPlan(plan, [{ body, key: `saved:${planId}:${version}` }]);
  }

  #changed(plan: Plan): void {
    const { sourceId } = this.#options;
    const body = { type: "plan.changed", plan } as const;
    this.#openPlan(plan, [{ body, key: `changed:${sourceId}:${plan.id}` }]);
  }

  #openPlan(plan: Plan, events: NewEvent[]): void {
    const { context } = this.#options;
    context.plan = plan;
    this.#append(events, async (tx) => {
      const data = { openPlanId: plan.id };
      await tx.conversation.update({ where: { id: context.id }, data });
    });
  }

  #append(events: NewEvent[], within: Within = null): void {
    const { eventLog, context, confirmed } = this.#options;
    const appended = confirmed.then(() => eventLog.append(context.id, events, within));
    this.#follow(Promise.all([this.#written, appended]));
  }

  /** Appends only once all earlier writes have succeeded. */
  #appendLast(events: NewEvent[], within: Within): void {
    const { eventLog, context } = this.#options;
    this.#follow(this.#written.then(() => eventLog.append(context.id, events, within)));
  }

  #follow(written: Promise<unknown>): void {
    this.#written = written;
    // Whoever awaits `settled` learns of a failure; until then it must not end the process.
    written.catch(() => undefined);
  }
}
