import { PlanTitle, type PlanMetadata } from "@voiceplan/protocol";
import { parsePlan } from "../planning/planMarkdown.ts";
import type { CommandContext, CommandOutcome } from "./command.ts";
import { versionChange, withChange } from "./commandMemory.ts";
import { commandKey, type OpenPlan } from "./openPlan.ts";

export interface PlanRevision {
  content: string;
  /** Left out: as it was. */
  metadata?: PlanMetadata;
  /** Left out: what the text's first heading says. */
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
  const heading = PlanTitle.safeParse(title ?? parsePlan(content).title);
  const saved = await services.plans.addVersion(focus.ownerId, before.id, {
    content,
    metadata,
    ...(heading.success ? { title: heading.data } : {}),
    changeSummary: changeSummary.slice(0, 300),
    author: "user",
    conversationId: focus.conversationId,
    sourceKey: commandKey(context),
  });
  const changes = withChange(memory.changes, versionChange(saved, before));
  return { saved, memory: { changes } };
}
