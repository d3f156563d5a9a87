import type { CommandName, Plan } from "@voiceplan/protocol";
import type { JsonObject } from "../lib/json.ts";
import type { CommandMemory } from "../commands/commandMemory.ts";
import type { Pending } from "../commands/pending.ts";
import type { PlannerStep } from "../planning/planner.ts";

/** A command was executed; its confirmation follows as text. */
export interface CommandStep {
  type: "command";
  command: CommandName;
  args: JsonObject;
  result: JsonObject & { say: string };
  /** The question that the command left open, for the next message. */
  pending: Pending | null;
  /** It is about speech itself: what it stands beside stays the last reply, and its question open. */
  isAside: boolean;
}

/** What the answer to a message does, in the order in which it does it. */
export type AnswerStep =
  | PlannerStep
  | CommandStep
  /** The conversation is about this plan from now on. */
  | { type: "plan"; plan: Plan }
  /** Something of the plan other than its text was changed. */
  | { type: "changed"; plan: Plan }
  /** To be kept with the conversation once this reply is done. */
  | { type: "memory"; memory: Partial<CommandMemory> };

/** The steps that leave something behind other than words. */
export type KeptStep = Exclude<AnswerStep, { type: "text" }>;
