import { defineCommand } from "./command.ts";

const words = "Save this plan";

export const planSave = defineCommand({
  name: "plan.save",
  summary: "Save the plan you are working on",
  examples: ["Save this plan", "Save it"],
  phrases: [
    "(save | ~store | ~keep | ~persist | ~record) [the | this | my | ~that | ~our] [~current | ~new | ~whole] (@plan | ~draft | ~document | ~version) [~version | ~draft | ~changes] [~as it is | ~as is | ~in its [current] state | ~to (disk | the project) | ~as [a] [new] version | ~(we | i | you) [have] [just] (made | wrote | have | discussed | finished)]",
    "~(save | store | keep) (it | this | that) as [a] [new] version | ~save (it | this | that | everything | all | my work | [my | the | all] changes | [our | my] progress | what (we | i) have [got])",
    "save [@a] [new] version [of (it | this | [the | this | my] @plan)]",
    "save [it | this | that]",
    "~(the | this | my) @plan (save | save it)",
    "~make sure [you | to] save (it | this | [the | this | my] @plan) | ~make sure (it | this | [the | this | my] @plan) (is | gets) saved",
    "~(get | have) (it | this | [the | this | my] @plan) saved | ~commit [the | this] @plan | ~do (a | the) save | ~hit save",
    "~(i would like | i want | i need | can | could | may) [the | this | my] @plan [to] [be] saved",
  ],
  async run(_, { focus, hasDraft }) {
    const { plan } = focus;
    if (!plan || hasDraft) return { say: "", planner: words };
    return {
      say: `Version ${plan.currentVersion} of ${plan.title} is already saved.`,
      result: { plan, version: plan.currentVersion },
      plan,
    };
  },
});
