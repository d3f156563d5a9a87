import { asksForPlan } from "../guided/understand/subject.ts";
import type { ChatMessage, ChatModel, ToolCall } from "../../engines/chat/port.ts";
import { parsePlan } from "../planMarkdown.ts";
import type { Planner, PlannerRequest, PlannerStep } from "../planner.ts";
import type { PlanStore, ProjectStore } from "../planStore.ts";
import type { TakeawayStore } from "../takeawayStore.ts";
import { citedSources } from "../cited.ts";
import type { Recall, Recollection } from "../recall.ts";
import { buildContext } from "./context.ts";
import { DraftStream, GrowingDraft } from "./draftStream.ts";
import { PlanWriter } from "./planWriter.ts";
import { looksLikePlan, plainWords, ReplyText } from "./replyText.ts";
import { type AgentLog, ToolRunner } from "./toolRunner.ts";
import { tools } from "./tools.ts";

export interface AgentPlannerOptions {
  chat: ChatModel;
  projects: ProjectStore;
  plans: PlanStore;
  takeaways: TakeawayStore;
  /** Left out: it knows of nothing but the open project. */
  recall?: Recall;
  log?: AgentLog;
  now: () => Date;
}

/** So often the model is asked in one turn; the last time without tools, so that it says something. */
const ROUNDS = 8;

/** What one answer of the model was. */
interface Round {
  calls: ToolCall[];
  text: string;
  document: string | null;
}

/**
 * The planner over a chat model with tools.
 *
 * Its words are streamed as they come; what it writes into a plan is shown as it is written and saved
 * when the call is complete. A plan that comes as plain text is taken for one all the same.
 */
export class AgentPlanner implements Planner {
  readonly name: string;
  readonly #options: AgentPlannerOptions;

  constructor(options: AgentPlannerOptions) {
    this.name = options.chat.name;
    this.#options = options;
  }

  /** What the model's questions wait for, only the model knows. */
  isAsking(): boolean {
    return false;
  }

  async *reply(request: PlannerRequest): AsyncIterable<PlannerStep> {
    const { plans, log, now } = this.#options;
    const { signal, confirmed } = request;
    signal.throwIfAborted();
    const past = this.#recall(request);
    const messages = await buildContext(request, plans, localDay(now()), past);
    const writer = new PlanWriter(request, this.#options);
    const { focus, message } = request;
    const ids = { conversationId: focus.conversationId, sourceId: message.id };
    const runner = new ToolRunner(writer, log, ids);
    let spoken = false;
    let said = "";
    let saved: string | null = null;
    for (let round = 1; round <= ROUNDS; round += 1) {
      signal.throwIfAborted();
      const offered = round < ROUNDS && !runner.exhausted;
      const answer: Round = { calls: [], text: "", document: null };
      for await (const step of this.#ask(messages, offered, request, writer, answer, spoken)) {
        if (step.type === "text") {
          spoken = true;
          said += step.delta;
        }
        yield step;
      }
      const written =
        saved !== null || answer.calls.some(({ name }) => /^(?:draft|revise)_/.test(name));
      if (answer.document !== null || answer.calls.length > 0) await confirmed;
      if (answer.document !== null && !written) {
        for await (const step of this.#document(answer.document, request, writer, spoken)) {
          if (step.type === "text") spoken = true;
          if (step.type === "saved") saved = step.plan.title;
          yield step;
        }
      }
      if (answer.calls.length === 0) break;
      messages.push({ role: "assistant", content: answer.text, toolCalls: answer.calls });
      for (const call of answer.calls) {
        const { steps, report } = await runner.run(call);
        for (const step of steps) {
          if (step.type === "saved") saved = step.plan.title;
          yield step;
        }
        messages.push({ role: "tool", toolCallId: call.id, content: report });
      }
    }
    const sources = citedSources(said, message.content, await past);
    if (sources.length > 0) yield { type: "sources", sources };
    if (spoken) return;
    const words =
      saved === null && writer.remembered > 0
        ? "I will remember that."
        : saved === null
          ? "I could not finish that. Nothing was saved; please try again."
          : `I saved ${saved}. What should change?`;
    yield { type: "text", delta: words };
  }

  /** What was decided in the open project, then what else is about the same. */
  async #recall({ focus, message }: PlannerRequest): Promise<Recollection[]> {
    const { recall } = this.#options;
    if (!recall) return [];
    const { content: text, modality } = message;
    const request = { focus, text, isSpoken: modality === "voice" };
    const [decided, past] = await Promise.all([recall.decided(request), recall.recall(request)]);
    const known = new Set(decided.map(({ source }) => source.id));
    return [...decided, ...past.filter(({ source }) => !known.has(source.id))];
  }

  /** One answer of the model, streamed; what it was is put into `round`. */
  async *#ask(
    messages: readonly ChatMessage[],
    offered: boolean,
    { signal }: PlannerRequest,
    writer: PlanWriter,
    round: Round,
    spoken: boolean,
  ): AsyncIterable<PlannerStep> {
    const specs = offered ? { tools: tools.map(({ spec }) => spec) } : {};
    const calls = new Map<number, ToolCall & { draft: DraftStream }>();
    const reply = new ReplyText();
    const growing = new GrowingDraft();
    let gap = spoken ? " " : "";
    for await (const delta of this.#options.chat.stream({ messages, ...specs, signal })) {
      signal.throwIfAborted();
      if (delta.type === "text") {
        round.text += delta.text;
        const words = reply.push(delta.text);
        if (words.trim() !== "" || (gap === "" && words !== "" && spoken)) {
          yield { type: "text", delta: gap + words };
          gap = "";
          spoken = true;
        }
        const { document } = reply;
        const shown =
          document === null ? null : growing.grow(titleOf(document), document, document);
        if (shown !== null) yield shown;
      } else if (delta.type === "tool") {
        const call = calls.get(delta.index) ?? (await this.#begin(delta, writer));
        calls.set(delta.index, call);
        call.arguments += delta.arguments;
        const shown = call.draft.push(delta.arguments);
        if (shown !== null) yield shown;
      }
    }
    const { spoken: rest, document } = reply.end();
    if (rest.trim() !== "") yield { type: "text", delta: gap + rest };
    round.document = document;
    round.calls = [...calls.values()].map(({ id, name, arguments: args }) => ({
      id,
      name,
      arguments: args,
    }));
  }

  async #begin(
    { id, name, index }: { id?: string; name?: string; index: number },
    writer: PlanWriter,
  ): Promise<ToolCall & { draft: DraftStream }> {
    const current = name?.startsWith("revise") === true ? await writer.current() : null;
    const before = current && { title: writer.plan?.title ?? "", markdown: current.content };
    return {
      id: id ?? `call_${index}`,
      name: name ?? "",
      arguments: "",
      draft: new DraftStream(name ?? "", before),
    };
  }

  /** A document in the reply: a plan is shown, and saved when one was asked for; else it is words. */
  async *#document(
    markdown: string,
    { message }: PlannerRequest,
    writer: PlanWriter,
    spoken: boolean,
  ): AsyncIterable<PlannerStep> {
    if (!looksLikePlan(markdown)) {
      yield { type: "text", delta: `${spoken ? " " : ""}${plainWords(markdown)}` };
      return;
    }
    const title = titleOf(markdown);
    if (!asked.test(message.content)) {
      yield { type: "draft", title, markdown };
      if (!spoken)
        yield { type: "text", delta: `I wrote down ${title}. Say save this plan to keep it.` };
      return;
    }
    const revising = writer.plan !== null && !asksForPlan(message.content);
    const writing = {
      markdown,
      metadata: {},
      changeSummary: revising ? "Rewritten" : "First version",
    };
    const steps = revising
      ? await writer.revise(writing)
      : await writer.create({ ...writing, title });
    yield* steps;
    const step = steps.find(({ type }) => type === "saved");
    if (!spoken && step?.type === "saved") {
      yield {
        type: "text",
        delta: `I wrote ${step.plan.title} and saved it as version ${step.version}.`,
      };
    }
  }
}

/** Whether a message wants something written. */
const asked =
  /\b(?:plan|devplan|draft|write|create|make|build|add|change|update|revise|remove|rewrite|save|want|need|like)\b/i;

const titleOf = (markdown: string): string => parsePlan(markdown).title ?? "Development plan";

function localDay(date: Date): string {
  const pad = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
