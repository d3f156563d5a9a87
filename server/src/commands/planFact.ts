import { applyFact } from "../planning/guided/revise/applyFact.ts";
import { closeDraft, openDraft } from "../planning/guided/revise/edit.ts";
import type { Fact } from "../planning/guided/understand/clauses.ts";
import type { CommandContext, CommandOutcome } from "./command.ts";
import { openPlan } from "./openPlan.ts";
import { keepRevision } from "./planRevision.ts";

/**
 * Writes a fact into the plan that is open, its metadata and what its text says of it. Where none is
 * open, the planner takes it, who may be about to write one.
 */
export async function reviseFact(
  context: CommandContext,
  fact: Extract<Fact, { kind: "estimate" | "priority" }>,
  say: (title: string) => string,
): Promise<CommandOutcome> {
  const open = await openPlan(context);
  if (!open) return { say: "", planner: context.text };
  const { plan, version } = open;
  const applied = applyFact(openDraft(plan.title, version.content, version.metadata), fact);
  if (!applied) return { say: "That is in the plan already.", result: { plan } };
  const { draft, summary } = applied;
  const kept = await keepRevision(context, open, {
    content: closeDraft(draft, version.content),
    metadata: draft.metadata,
    changeSummary: summary,
  });
  return { say: say(plan.title), result: { plan: kept.saved.plan }, ...kept };
}
