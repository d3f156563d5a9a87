import { z } from "zod";
import { PlanStatus, Priority } from "./plan.ts";
import { Text } from "./text.ts";

/**
 * The canonical names of the spoken commands with the shape of their arguments, for events and for
 * `POST /api/commands/interpret`. A server lists the ones it can execute in `GET /api/system`.
 */
export const commandArgs = {
  help: z.object({}),
  "project.create": z.object({ name: z.string().optional() }),
  "project.list": z.object({}),
  "project.open": z.object({ name: z.string() }),
  "plan.create": z.object({ title: z.string().optional() }),
  "plan.save": z.object({}),
  "plan.versions": z.object({}),
  "plan.list": z.object({}),
  "plan.open": z.object({ name: z.string() }),
  "plan.read": z.object({ section: z.string().optional() }),
  "plan.next": z.object({}),
  "plan.compare": z.object({ to: z.int(), from: z.int().optional() }),
  "plan.restore": z.object({ version: z.int() }),
  "plan.accept": z.object({}),
  "plan.reject": z.object({}),
  "plan.rename": z.object({ title: z.string() }),
  "plan.priority": z.object({ priority: Priority }),
  "plan.export": z.object({ format: z.string() }),
  "task.add": z.object({ text: z.string(), section: z.string().optional() }),
  "task.check": z.object({ text: z.string() }),
  search: z.object({ query: z.string() }),
  summarize: z.object({}),
  undo: z.object({}),
  "conversation.new": z.object({}),
  "speech.stop": z.object({}),
  "speech.repeat": z.object({}),
  "speech.skip": z.object({}),
  "speech.rate": z.object({ direction: z.enum(["faster", "slower"]) }),
  "speech.volume": z.object({ direction: z.enum(["louder", "quieter"]) }),
  "listening.stop": z.object({}),
  "listening.start": z.object({}),
  "plan.status": z.object({ status: PlanStatus }),
  "plan.estimate": z.object({ hours: z.number() }),
} as const;

export type CommandName = keyof typeof commandArgs;
export type CommandArgs<N extends CommandName> = z.infer<(typeof commandArgs)[N]>;

export const CommandName = z.object(commandArgs).keyof();

/** A command as lists of them have it. */
export const CommandSummary = z.object({
  name: z.string(),
  /** The heading under which it is listed; commands of one group follow one another. */
  group: z.string(),
  summary: z.string(),
  examples: z.array(z.string()),
});
export type CommandSummary = z.infer<typeof CommandSummary>;

/** `projectId`: of the project that is open; the titles of its plans are understood as names. */
export const InterpretRequest = z.object({
  text: Text().min(1).max(20_000),
  projectId: z.uuid().optional(),
});
export type InterpretRequest = z.infer<typeof InterpretRequest>;

/** `command: null` when the text is for the planner. `confidence` is from 0 to 1. */
export const Interpretation = z.union([
  z.object({
    command: CommandName,
    args: z.record(z.string(), z.unknown()),
    confidence: z.number().min(0).max(1),
  }),
  z.object({ command: z.null() }),
]);
export type Interpretation = z.infer<typeof Interpretation>;
