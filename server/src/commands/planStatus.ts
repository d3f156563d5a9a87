import type { PlanStatus } from "@voiceplan/protocol";
import { defineCommand } from "./command.ts";
import { withChange } from "./commandMemory.ts";
import { planOf } from "./openPlan.ts";

const words: Readonly<Record<PlanStatus, string>> = {
  draft: "a draft",
  approved: "approved",
  in_progress: "in progress",
  completed: "completed",
};

function statusOf(text: string): PlanStatus | null {
  if (/^draft/.test(text)) return "draft";
  if (/^(?:approve|sign)/.test(text)) return "approved";
  if (/^(?:in (?:progress|work|development)|started|under|begin)/.test(text)) return "in_progress";
  return /^(?:complete|done|finish)/.test(text) ? "completed" : null;
}

export const planStatus = defineCommand({
  name: "plan.status",
  summary: "Set the plan's status: draft, approved, in progress or completed",
  examples: ["Mark the plan as approved", "Set the status to in progress"],
  phrases: [
    "(mark | set | ~flag | ~make | ~change | ~move | ~put) [@itself] [status] (as | to | ~into | ~back to | ~to be) [a] {status:@status}",
    "(set | change | ~update | ~switch | ~put | ~move) [the | its] [@plan] status [of @itself | @ofPlan] [to | ~as | ~into] {status:@status}",
    "(mark | ~make | ~set | ~flag) (@plan | it | this) {status:@status}",
    "[the | its] [@plan] status (is | ~should be | ~is now) {status:@status}",
    "{status:@approve} (@plan | it | this [@plan]) | ~(i | we) {status:@approve} (@plan | it | this [@plan])",
    "[the | this | my] @plan (is | ~has been | ~got | ~is now) {status:@approved}",
    "~(the | this | my) @plan (is [now] | should be) ({status:@progress} | {status:@completed})",
    "~{status:@complete} (the | this | my) @plan",
  ],
  readSlots({ status = "" }) {
    const named = statusOf(status);
    return named && { status: named };
  },
  async run({ status }, context) {
    const { focus, memory, services } = context;
    const plan = await planOf(context);
    if (!plan) return { say: "", planner: context.text };
    if (plan.status === status)
      return { say: `${plan.title} is ${words[status]} already.`, result: { plan }, plan };
    const changed = await services.standing.update(focus.ownerId, plan.id, {
      status,
      author: "user",
    });
    const { id: planId, title, status: before } = plan;
    return {
      say: `${title} is ${words[status]} now.`,
      result: { plan: changed, before },
      changed,
      memory: {
        changes: withChange(memory.changes, {
          kind: "status",
          planId,
          before,
          after: status,
          title,
        }),
      },
    };
  },
});
