import type { Message } from "@voiceplan/protocol";
import type { AnyCommand, CommandServices, Match } from "../commands/command.ts";
import { versionChange, withChange } from "../commands/commandMemory.ts";
import { pendingOf } from "../commands/pending.ts";
import { isAside } from "../commands/aside.ts";
import { knownNames } from "../commands/knownNames.ts";
import type { CommandRouter } from "../commands/router.ts";
import { toJsonObject } from "../lib/json.ts";
import type { Planner, PlannerRequest } from "../planning/planner.ts";
import type { AnswerStep } from "./answerStep.ts";
import type { ConversationContext } from "./context.ts";
import { interviewWords } from "./interviewWords.ts";

export interface AnswererOptions {
  router: CommandRouter;
  commands: readonly AnyCommand[];
  services: CommandServices;
  planner: Planner;
}

/** When the answer's effects may begin, and when it is to end. */
type When = Pick<PlannerRequest, "confirmed" | "signal">;

/** Arguments that may go on as long as the person likes. */
const OWN_WORDS = new Set(["name", "title", "text", "query"]);

/** Decides who answers a message, a command or the planner, and lets it. */
export class Answerer {
  readonly #options: AnswererOptions;

  constructor(options: AnswererOptions) {
    this.#options = options;
  }

  /** Whether these words silence the reply that is being spoken, before their own turn comes. */
  endsReply(text: string): boolean {
    const match = this.#options.router.interpret(text, { projects: [] });
    return match !== null && isAside(match.command);
  }

  /** Whether the text is a command as it stands: none that ends in words of the person's own. */
  isWholeCommand(context: ConversationContext, text: string, projects: readonly string[]): boolean {
    const { pending } = context.memory;
    const match = this.#options.router.interpret(text, { projects, pending });
    if (!match) return false;
    const said = text.toLowerCase();
    const isOpen = ([name, value]: [string, unknown]): boolean =>
      OWN_WORDS.has(name) &&
      typeof value === "string" &&
      !projects.includes(value) &&
      said.includes(value.toLowerCase());
    return !Object.entries<unknown>(match.args).some(isOpen);
  }

  /** The answer may be asked for before the words are sure: nothing is done until `confirmed`. */
  async *answer(
    context: ConversationContext,
    message: Message,
    when: When,
  ): AsyncIterable<AnswerStep> {
    const match = await this.#interpret(message.content, context);
    when.signal.throwIfAborted();
    const words = match && this.#hasDraft(context) ? interviewWords(match, message, context) : null;
    if (words !== null) yield* this.#plan(context, { ...message, content: words }, when);
    else if (match) yield* this.#execute(match, context, message, when);
    else yield* this.#plan(context, message, when);
  }

  /** What is plainly a command is one whatever there is by name: that is asked for only otherwise. */
  async #interpret(text: string, context: ConversationContext): Promise<Match | null> {
    const { router, services } = this.#options;
    const { ownerId, project, memory } = context;
    const { pending } = memory;
    const plain = pending ? null : router.interpret(text, { projects: [] });
    if (plain?.confidence === 1) return plain;
    const names = await knownNames(ownerId, project?.id ?? null, services);
    return router.interpret(text, { ...names, pending });
  }

  #hasDraft({ memory }: ConversationContext): boolean {
    return this.#options.planner.isAsking(memory.planner);
  }

  async *#execute(
    { command: name, args, confirmed }: Match,
    context: ConversationContext,
    message: Message,
    when: When,
  ): AsyncIterable<AnswerStep> {
    const { commands, services } = this.#options;
    const command = commands.find((known) => known.name === name);
    if (!command) throw new Error(`The router knows ${name}, but nothing executes it.`);
    await when.confirmed;
    const { focus, lastReply, memory } = context;
    const outcome = await command.run(args, {
      focus,
      messageId: message.id,
      text: message.content,
      memory,
      ...(confirmed === undefined ? {} : { confirmed }),
      services,
      hasDraft: this.#hasDraft(context),
      lastReply,
      isReading: memory.pending?.command === "plan.next",
    });
    const { say, result = {}, project, plan, saved, changed, planner } = outcome;
    if (project) yield { type: "project", project };
    if (plan) yield { type: "plan", plan };
    if (saved) yield { type: "saved", ...saved };
    if (changed) yield { type: "changed", plan: changed };
    if (outcome.memory) yield { type: "memory", memory: outcome.memory };
    yield {
      type: "command",
      command: name,
      args: toJsonObject(args),
      result: { ...toJsonObject(result), say },
      pending: pendingOf(result),
      // One that reads on in a plan is a reply like any other.
      isAside: isAside(name) && !outcome.memory,
    };
    const more = planner !== undefined;
    if (say !== "") yield { type: "text", delta: more ? `${say} ` : say };
    if (more) yield* this.#plan(context, { ...message, content: planner }, when);
  }

  async *#plan(
    context: ConversationContext,
    message: Message,
    when: When,
  ): AsyncIterable<AnswerStep> {
    const { focus, history, summary, memory } = context;
    const request = { focus, message, history, summary, state: memory.planner, ...when };
    let { changes } = memory;
    for await (const step of this.#options.planner.reply(request)) {
      const before = context.plan;
      yield step;
      if (step.type !== "saved") continue;
      changes = withChange(changes, versionChange(step, before));
      yield { type: "memory", memory: { changes } };
    }
  }
}
