import { commandArgs } from "@voiceplan/protocol";
import type { CommandArgs, CommandName, Plan, Project } from "@voiceplan/protocol";
import type { z } from "zod";
import type { Focus } from "../planning/planner.ts";
import type { Plans } from "../planning/plans.ts";
import type { Memory } from "../memory/memory.ts";
import type { PlanStanding } from "../planning/planStanding.ts";
import type { Projects } from "../planning/projects.ts";
import type { CommandMemory } from "./commandMemory.ts";
import { parsePhrase } from "./phrase.ts";
import type { PhraseNode } from "./phrase.ts";

/** What commands may touch. */
export interface CommandServices {
  projects: Projects;
  plans: Plans;
  standing: PlanStanding;
  search: Pick<Memory, "find">;
}

export interface CommandContext {
  focus: Focus;
  /** The message that gave the command; keys what the command writes (see `Planner`). */
  messageId: string;
  /** The message's own words. */
  text: string;
  /** What commands left with the conversation. */
  memory: CommandMemory;
  /** The answer to the question that this command asked before; absent: it has asked none. */
  confirmed?: boolean;
  services: CommandServices;
  /** The planner holds a draft that is in no version yet. */
  hasDraft: boolean;
  /** Null: there was none yet. */
  lastReply: LastReply | null;
  /** That reply read from a plan, of which there is more. */
  isReading: boolean;
}

/** A reply as it was made, and what of it was not heard because the next words cut it short. */
export interface LastReply {
  text: string;
  unheard: string;
}

export interface CommandOutcome {
  /** For the ear: at most three short sentences, no Markdown. Empty: what is done needs no words. */
  say: string;
  /**
   * What the command found or did, for programs and for the page; JSON. `asks` (a `Pending`) in it
   * is a question back: the conversation's next message may be its answer.
   */
  result?: Record<string, unknown>;
  /** The conversation is about this project from now on. */
  project?: Project;
  /** The conversation is about this plan from now on. */
  plan?: Plan;
  /** A version that the command wrote. */
  saved?: { plan: Plan; version: number };
  /** A plan of which something other than its text was changed. */
  changed?: Plan;
  /** What is to be kept with the conversation in place of what was. */
  memory?: Partial<CommandMemory>;
  /** Words for the planner, which answers in the command's place (after `say`, where it is not empty). */
  planner?: string;
}

/** How sure an interpretation is, from 0 to 1; below the router's threshold it is none. */
export interface Match<N extends CommandName = CommandName> {
  command: N;
  args: CommandArgs<N>;
  confidence: number;
  /** The words answer the question whether to do it. */
  confirmed?: boolean;
}

/** What was heard in a phrase's slots, by slot name: the person's own words. */
export type Slots = Readonly<Record<string, string>>;

/** One spoken command, as its file states it. */
export interface Command<N extends CommandName = CommandName> {
  name: N;
  /** What it does, in a few words, for the help list. */
  summary: string;
  /** Things to say that mean it, for the help list; each must be understood as this command. */
  examples: readonly string[];
  /** What people say, in the notation of `phrase.ts`. Politeness and fillers need not be in it. */
  phrases: readonly string[];
  /** Arguments from slots; null: these words are no such command. Default: each slot is an argument. */
  readSlots?(slots: Slots): CommandArgs<N> | null;
  run(args: CommandArgs<N>, context: CommandContext): Promise<CommandOutcome>;
}

/** A command among others. The router, the recogniser's grammar and the help list derive from these. */
export interface AnyCommand {
  name: CommandName;
  summary: string;
  examples: readonly string[];
  phrases: readonly PhraseNode[];
  readSlots(slots: Slots): CommandArgs<CommandName> | null;
  /** Throws a ZodError when `args` are not this command's. */
  run(args: unknown, context: CommandContext): Promise<CommandOutcome>;
}

const schemas: { readonly [N in CommandName]: z.ZodType<CommandArgs<N>> } = commandArgs;

/** Checks and compiles a command. Throws when a phrase is not well formed. */
export function defineCommand<N extends CommandName>(command: Command<N>): AnyCommand {
  const schema = schemas[command.name];
  return {
    name: command.name,
    summary: command.summary,
    examples: command.examples,
    phrases: command.phrases.map(parsePhrase),
    readSlots: (slots) =>
      command.readSlots ? command.readSlots(slots) : (schema.safeParse(slots).data ?? null),
    run: async (args, context) => command.run(schema.parse(args), context),
  };
}
