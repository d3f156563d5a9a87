import { defineCommand } from "./command.ts";
import { countOf, spokenList } from "./speech.ts";

export const projectList = defineCommand({
  name: "project.list",
  summary: "List your projects",
  examples: ["Show my projects", "What projects do I have?"],
  phrases: [
    "([~@ask] @show [me] [@our]) & (@projects [@having])",
    "@show [me] (my | all [my]) project",
    "[@tell] (what | ~which) [are] [my | the] [~active | ~open | ~other | ~different] projects [@having]",
    "(where | ~what) (are | is) [my] projects | ~@tell what [my] projects are",
    "how many projects [@having]",
    "do (i | we) have [any] projects | ~are there any projects | ~is there a project list",
    "[my | all | list of [my]] projects | project list | ~projects overview",
    "~what am i working on | ~what are we working on | ~@tell what (i | we) have | ~name [my] projects | ~what are [my] projects called | ~what is the name of [my] projects | @tell about [my] projects",
    "~(open | switch | change) (a | ~an existing | projects) [project]",
  ],
  async run(_, { focus, services: { projects } }) {
    const found = await projects.list(focus.ownerId);
    const names = found.map(({ name }) => name);
    if (names.length === 0)
      return {
        say: "You have no projects yet. Say: create a new project, and its name.",
        result: { projects: found },
      };
    const rest = names.length > 3 ? " The rest is on the screen." : "";
    const most = names.length > 3 ? ", most recently" : "";
    return {
      say: `You have ${countOf(names.length, "project")}${most}: ${spokenList(names)}.${rest}`,
      result: { projects: found },
    };
  },
});
