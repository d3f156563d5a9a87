import type { PlanVersionSummary } from "@voiceplan/protocol";
import { defineCommand } from "./command.ts";
import { countOf } from "./speech.ts";

export const planVersions = defineCommand({
  name: "plan.versions",
  summary: "Show the versions of the plan",
  examples: ["Show version history", "What versions are there?"],
  phrases: [
    "([~@ask] @show [me] [@our]) & ([@plan] @versions [@ofPlan] [@having])",
    "@versions [@ofPlan] | ~@plan @versions",
    "[@tell] (what | which) [are] [the | ~other | ~different | ~previous | ~earlier | ~older] versions (([@ofPlan] & [@having | ~available]))",
    "what (is | are) [the | my] [@plan] @versions [@ofPlan]",
    "~what version history (([@having] & [@ofPlan])) | ~@tell about [@plan] @versions [@ofPlan] | ~i would like a look at @versions",
    "how many [~different | ~saved] versions (([@having] & [@ofPlan]) | ~(does | has) (@plan | it | this) (have | got))",
    "~how many times (have (i | we) saved | was) [@plan] [saved]",
    "~are there [any] [other | previous | earlier | older] versions [@ofPlan] | ~do (i | we) have [any] [other | previous | earlier | older] versions [@ofPlan]",
    "@show [me] [@our] [@plan] (versions | version history | history | revisions)",
    "~(where is | where are) [the | my] @versions [@ofPlan]",
    "~every version [@ofPlan] | ~@show [me] every version [@ofPlan] | ~[@tell] how (has (it | this | @plan) changed | (it | this | @plan) has changed) [over time]",
  ],
  async run(_, { focus, services: { plans } }) {
    const plan =
      focus.plan ??
      (focus.project ? (await plans.listOfProject(focus.ownerId, focus.project.id))[0] : undefined);
    if (!plan)
      return {
        say: focus.project
          ? `${focus.project.name} has no plan yet. Tell me what you want to build.`
          : "No plan is open yet. Open a project first, or tell me what you want to build.",
        result: { plan: null, versions: [] },
      };
    const versions = await plans.versions(focus.ownerId, plan.id);
    const told = versions.slice(0, 3).map(describe).join(" ");
    const count = countOf(versions.length, "version");
    return {
      say:
        versions.length === 1
          ? `${plan.title} has one version. ${told}`
          : `${plan.title} has ${count}. ${told}`,
      result: { plan, versions },
      plan,
    };
  },
});

function describe({ number, changeSummary }: PlanVersionSummary): string {
  const summary = changeSummary.trim().replace(/[.!]+$/, "");
  return summary === "" ? `Version ${number}.` : `Version ${number}: ${summary}.`;
}
