import { randomUUID } from "node:crypto";
import type { Message } from "@voiceplan/protocol";
import type { Focus, Planner, PlannerStep } from "./planner.ts";

type StepOf<T extends PlannerStep["type"]> = Extract<PlannerStep, { type: T }>;

/** What one message led to. */
export interface Answered {
  steps: PlannerStep[];
  text: string;
  of<T extends PlannerStep["type"]>(type: T): StepOf<T>[];
}

/** Drives a planner through a conversation the way the server does, storing its state as JSON. */
export class PlannerRun {
  readonly #planner: Planner;
  readonly history: Message[] = [];
  focus: Focus;
  state: unknown = null;

  constructor(planner: Planner, focus: Partial<Focus> = {}) {
    this.#planner = planner;
    this.focus = {
      ownerId: randomUUID(),
      conversationId: randomUUID(),
      project: null,
      plan: null,
      ...focus,
    };
  }

  async say(
    content: string,
    options: { id?: string; signal?: AbortSignal; confirmed?: Promise<void> } = {},
  ): Promise<Answered> {
    const { id = randomUUID(), signal = new AbortController().signal } = options;
    const { confirmed = Promise.resolve() } = options;
    const message: Message = { id, role: "user", content, modality: "text" };
    const { focus, state } = this;
    const history = [...this.history];
    const steps: PlannerStep[] = [];
    const request = { focus, message, history, state, confirmed, signal };
    for await (const step of this.#planner.reply(request)) {
      steps.push(step);
      if (step.type === "project") this.focus = { ...this.focus, project: step.project };
      if (step.type === "saved") this.focus = { ...this.focus, plan: step.plan };
      if (step.type === "state") this.state = JSON.parse(JSON.stringify(step.state));
    }
    const of = <T extends PlannerStep["type"]>(type: T): StepOf<T>[] =>
      steps.filter((step): step is StepOf<T> => step.type === type);
    const text = of("text")
      .map(({ delta }) => delta)
      .join("");
    this.history.push(message, {
      id: randomUUID(),
      role: "assistant",
      content: text,
      modality: "text",
    });
    return { steps, text, of };
  }
}
