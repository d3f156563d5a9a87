import { z } from "zod";
import { CommandSummary } from "./commands.ts";

/** Which engine serves a role, why this one, and what to set to get a better one. */
export const EngineStatus = z.object({
  /** `null`: nothing on the server serves this role. */
  engine: z.string().nullable(),
  /** `limited`: it works, with limits that `limits` states. */
  quality: z.enum(["full", "limited", "none"]),
  why: z.string(),
  limits: z.string().nullable(),
  /** What to set or install for something better, in a sentence; `null` when there is nothing better. */
  better: z.string().nullable(),
});
export type EngineStatus = z.infer<typeof EngineStatus>;

export const SystemReport = z.object({
  version: z.string(),
  testMode: z.boolean(),
  database: z.object({ kind: z.enum(["embedded", "server"]), migrations: z.int() }),
  engines: z.object({
    speechToText: EngineStatus,
    planner: EngineStatus,
    textToSpeech: EngineStatus,
    vad: EngineStatus,
    embeddings: EngineStatus,
  }),
  /** How far the memory is behind. `waiting` sources are to be read, of which `failing` are tried again later. */
  memory: z.object({
    passages: z.int(),
    waiting: z.int(),
    failing: z.int(),
    unembedded: z.int(),
  }),
  /** Voices that replies can be spoken with, the usual one first; empty where the server has none. */
  voices: z.array(z.string()),
  commands: z.array(CommandSummary),
});
export type SystemReport = z.infer<typeof SystemReport>;
