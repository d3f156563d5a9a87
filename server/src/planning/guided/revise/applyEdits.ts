import type { WrittenPlan } from "../write/renderPlan.ts";
import { closeDraft, type Draft, openDraft } from "./edit.ts";
import { editOf } from "./revise.ts";
import { applyRules, explicitRules } from "./rules.ts";

/** Whether a message names a change to the plan itself, as opposed to an answer. */
export function isEdit(message: string): boolean {
  return editOf(message) !== null;
}

/** A freshly written plan with the changes that were asked for while it was being made. */
export function applyEdits(plan: WrittenPlan, edits: readonly string[]): WrittenPlan {
  if (edits.length === 0) return plan;
  let draft: Draft = openDraft(plan.title, plan.markdown, plan.metadata);
  for (const edit of edits) {
    const revision = applyRules(explicitRules, draft, editOf(edit) ?? "");
    if (revision?.type === "change") draft = revision.draft;
  }
  return { ...plan, markdown: closeDraft(draft), metadata: draft.metadata };
}
