import type { PlanMetadata } from "@voiceplan/protocol";
import type { CommandContext, CommandOutcome } from "./command.ts";
import { versionChange, withChange } from "./commandMemory.ts";
import { commandKey, type OpenPlan } from "./openPlan.ts";

export interface PlanRevision {
  content: string;
  /** Left out: as it was. */
  metadata?: PlanMetadata;
  /** Left out: what the text's first heading says, where that is new. */
  title?: string;
  changeSummary: string;
}

/** Keeps a changed plan as its next version. What it gives belongs into the command's outcome. */
export async function keepRevision(
  context: CommandContext,
  { plan: before, version: base }: OpenPlan,
  { content, metadata = base.metadata, title, changeSummary }: PlanRevision,
): Promise<Required<Pick<CommandOutcome, "saved" | "memory">>> {
  const { focus, memory, services } = context;
  const saved = await services.plans.addVersion(focus.ownerId, before.id, {
    content,
    metadata,
    title,
    changeSummary: changeSummary.slice(0, 300),
    author: "user",
    conversationId: focus.conversationId,
    sourceKey: commandKey(context),
  });
  const changes = withChange(memory.changes, versionChange(saved, before));
  return { saved, memory: { changes } };
}
