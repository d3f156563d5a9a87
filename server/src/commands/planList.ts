import { defineCommand } from "./command.ts";
import { countOf, spokenList } from "./speech.ts";

/** So many are shown where no project is open. */
const MOST = 50;

export const planList = defineCommand({
  name: "plan.list",
  summary: "List the plans",
  examples: ["Show my plans", "What plans are there?"],
  phrases: [
    "([~@ask] @show [me] [@our]) & (@plans [~(in | of | for | from) [this | the | my] [current | open] project | @having | ~in here])",
    "[@tell] (what | ~which) [are] [my | the | other] plans [@having] [~in this project | ~does (this | the) project have]",
    "(what | ~which) plans are [there] (in | ~of | ~for) [this | the | my] [current | open] project",
    "how many plans [@having] [~in this project | ~does (this | the) project have]",
    "do (i | we) have [any] plans | ~are there any plans | ~is there a plan list",
    "[my | all | list of [my]] plans [~(in | of | for) this project] | plan list",
    "~@tell about [my] plans | ~(where are | what are) [my] plans | ~what are [my] plans called | ~name [my] plans",
  ],
  async run(_, { focus: { ownerId, project }, services }) {
    const plans = project
      ? await services.plans.listOfProject(ownerId, project.id)
      : (await services.plans.page(ownerId, { limit: MOST, cursor: null })).items;
    const result = { plans };
    if (plans.length === 0)
      return {
        say: project
          ? `${project.name} has no plan yet. Tell me what you want to build.`
          : "There is no plan yet. Tell me what you want to build.",
        result,
      };
    const whose = project ? `${project.name} has` : "You have";
    const rest = plans.length > 3 ? " The rest is on the screen." : "";
    const most = plans.length > 3 ? ", most recently" : "";
    const titles = plans.map(({ title }) => title);
    return {
      say: `${whose} ${countOf(plans.length, "plan")}${most}: ${spokenList(titles)}.${rest}`,
      result,
    };
  },
});
