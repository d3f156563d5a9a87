import { PlanStatus } from "@voiceplan/protocol";
import type { Plan } from "@voiceplan/protocol";
import { z } from "zod";

/** Where reading a plan aloud goes on. */
const Reading = z.object({
  planId: z.string(),
  /** The section by its order, and the next part of it to be read, both from 0. */
  section: z.int(),
  part: z.int(),
});

/** Something that was done in the conversation, with what it takes to undo it. */
export const Change = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("version"),
    planId: z.string(),
    /** The version that holds the change, and the one to go back to; null: there was none. */
    version: z.int(),
    before: z.int().nullable(),
    /** The version that made the change, whose summary tells of it. */
    made: z.int(),
    title: z.string(),
  }),
  z.object({
    kind: z.literal("status"),
    planId: z.string(),
    before: PlanStatus,
    /** What it was changed to. */
    after: PlanStatus.optional(),
    title: z.string(),
  }),
  z.object({ kind: z.literal("project"), projectId: z.string(), name: z.string() }),
]);
export type Change = z.infer<typeof Change>;

/** What commands keep with a conversation from message to message. */
export const CommandMemory = z.object({
  reading: Reading.nullable().default(null),
  /** Oldest first. */
  changes: z.array(Change).default([]),
});
export type CommandMemory = z.infer<typeof CommandMemory>;

export const emptyMemory: CommandMemory = Object.freeze({ reading: null, changes: [] });

/** So far back can be undone. */
const MOST_CHANGES = 30;

/** What a version did that was just written; `before`: the plan as the conversation knew it. */
export function versionChange(
  { plan, version }: { plan: Plan; version: number },
  before: Plan | null,
): Change {
  const title = before?.id === plan.id ? before.title : plan.title;
  const to = version > 1 ? version - 1 : null;
  return { kind: "version", planId: plan.id, version, before: to, made: version, title };
}

/** The changes with one more. A turn that is done again after a crash adds its own only once. */
export function withChange(changes: readonly Change[], change: Change): Change[] {
  const isKnown = changes.some(
    (other) =>
      other.kind === "version" &&
      change.kind === "version" &&
      other.planId === change.planId &&
      other.version === change.version,
  );
  return isKnown ? [...changes] : [...changes, change].slice(-MOST_CHANGES);
}

/**
 * The changes once the newest was undone. Where that wrote `version` of the plan, it is this version
 * that now holds the plan's change before.
 */
export function withoutNewest(changes: readonly Change[], version: number | null): Change[] {
  const newest = changes.at(-1);
  const rest = changes.slice(0, -1);
  if (newest?.kind !== "version" || version === null) return rest;
  const at = rest.findLastIndex(
    (change) => change.kind === "version" && change.planId === newest.planId,
  );
  const earlier = rest[at];
  return earlier?.kind === "version" ? rest.with(at, { ...earlier, version }) : rest;
}
