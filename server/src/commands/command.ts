import type { CommandArgs, CommandName, Plan, Project } from "@voiceplan/protocol";
import type { Plans } from "../planning/plans.ts";
import type { Projects } from "../planning/projects.ts";
import type { Focus } from "../planning/planner.ts";

/** What commands may touch. */
export interface CommandServices {
  projects: Projects;
  plans: Plans;
}

export interface CommandContext {
  focus: Focus;
  /** The message that gave the command; keys what the command writes (see `Planner`). */
  messageId: string;
  services: CommandServices;
}

export interface CommandOutcome {
  /** For the ear: at most three short sentences, no Markdown. */
  say: string;
  /** What the command found or did, for programs and for the page; JSON. */
  result?: Record<string, unknown>;
  /** The conversation is about this project from now on. */
  project?: Project;
  /** The conversation is about this plan from now on. */
  plan?: Plan;
  /** A version that the command wrote. */
  saved?: { plan: Plan; version: number };
  /** Words for the planner, which answers in the command's place (after `say`, where it is not empty). */
  planner?: string;
}

/** How sure an interpretation is, from 0 to 1; below the router's threshold it is none. */
export interface Match<N extends CommandName = CommandName> {
  command: N;
  args: CommandArgs<N>;
  confidence: number;
}

/** One spoken command. The router, the recogniser's grammar and the help list derive from these. */
export interface Command<N extends CommandName = CommandName> {
  name: N;
  /** What it does, in a few words, for the help list. */
  summary: string;
  /** Things to say that mean it, for the help list; each must be understood as this command. */
  examples: readonly string[];
  run(args: CommandArgs<N>, context: CommandContext): Promise<CommandOutcome>;
}
