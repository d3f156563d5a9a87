import { defineCommand } from "./command.ts";
import { noPlanOpen, planOf } from "./openPlan.ts";

export const planAccept = defineCommand({
  name: "plan.accept",
  summary: "Accept what was changed in the plan",
  examples: ["Accept the change", "Keep the changes"],
  phrases: [
    "accept [it | this | that | ~everything | ~all of it | @changes]",
    "(keep | ~approve | ~confirm | ~take | ~apply) @changes",
    "~(@changes (is | are) (fine | good | okay | right | accepted))",
  ],
  async run(_, context) {
    const plan = await planOf(context);
    if (!plan) return noPlanOpen(context);
    const { focus, services } = context;
    const { id, title, currentVersion } = plan;
    const changed = await services.standing.accept(focus.ownerId, id, currentVersion);
    return {
      say: `Version ${currentVersion} of ${title} is accepted.`,
      result: { plan: changed },
      changed,
    };
  },
});
