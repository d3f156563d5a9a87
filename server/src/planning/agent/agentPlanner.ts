import type { ChatModel } from "../../engines/chat/port.ts";
import type { Planner, PlannerRequest, PlannerStep } from "../planner.ts";
import type { PlanStore, ProjectStore } from "../planStore.ts";

/** Where unexpected failures are written; a pino logger fits. */
export interface AgentLog {
  error(fields: Record<string, unknown>, message: string): void;
}

export interface AgentPlannerOptions {
  chat: ChatModel;
  projects: ProjectStore;
  plans: PlanStore;
  log?: AgentLog;
  now: () => Date;
}

/** The planner over a chat model with tools. */
export class AgentPlanner implements Planner {
  readonly name: string;
  readonly #options: AgentPlannerOptions;

  constructor(options: AgentPlannerOptions) {
    this.name = options.chat.name;
    this.#options = options;
  }

  async *reply(request: PlannerRequest): AsyncIterable<PlannerStep> {
    const messages = [{ role: "user" as const, content: request.message.content }];
    const stream = this.#options.chat.stream({ messages, signal: request.signal });
    for await (const delta of stream) {
      if (delta.type === "text") yield { type: "text", delta: delta.text };
    }
  }
}
