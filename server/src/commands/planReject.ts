import { parsePlan } from "../planning/planMarkdown.ts";
import { defineCommand } from "./command.ts";
import { commandKey, noPlanOpen, openPlan } from "./openPlan.ts";
import { keepRevision } from "./planRevision.ts";

export const planReject = defineCommand({
  name: "plan.reject",
  summary: "Take back what was changed in the plan and not accepted yet",
  examples: ["Reject the change", "Reject it"],
  phrases: [
    "reject [it | this | that | ~everything | ~all of it | @changes]",
    "(discard | throw away | ~drop | ~do not keep | ~do not accept | ~refuse | ~decline) @changes",
    "~no reject [it | this | that | @changes] | ~[i] do not (accept | keep | want) (it | @changes)",
  ],
  async run(_, context) {
    const open = await openPlan(context);
    if (!open) return noPlanOpen(context);
    const { plan, version } = open;
    const { focus, services } = context;
    const written = await services.plans.writtenWith(focus.ownerId, commandKey(context));
    if (!plan.reviewFrom && !written)
      return {
        say: `Nothing in ${plan.title} waits for you. To take back the last change, say undo.`,
        result: { plan },
        plan,
      };
    const before = await services.plans.requireVersion(
      focus.ownerId,
      plan.id,
      plan.reviewFrom ?? written?.number ?? version.number,
    );
    const kept = await keepRevision(context, open, {
      content: before.content,
      metadata: before.metadata,
      title: parsePlan(before.content).title ?? plan.title,
      changeSummary: `Rejected: ${version.changeSummary}`,
    });
    return {
      say: `I took the change back. ${kept.saved.plan.title} reads as it did before.`,
      result: { plan: kept.saved.plan },
      ...kept,
    };
  },
});
