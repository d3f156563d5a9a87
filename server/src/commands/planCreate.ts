import { sameName } from "./names.ts";
import { defineCommand } from "./command.ts";

export const planCreate = defineCommand({
  name: "plan.create",
  summary: "Begin a development plan",
  examples: ["Create a development plan", "Create a dev plan called Single sign-on"],
  phrases: [
    "(@make | write [~up] | draft | ~prepare | ~work out | ~put together | ~draw up | ~sketch [out] | ~outline | ~compose | ~produce | build) [@a] [new] @plan [@called {title}]",
    "@begin (new | @a | @a new | ~on a | ~on a new | ~with a [new]) @plan [@called {title}]",
    "~(start | begin) (planning | ~drafting [@a] @plan | ~writing [@a] @plan)",
    "(@make | write | draft | ~prepare) [@a] [new] @plan ~(for | about) [the | a | an | our | my] {title}",
    "~@begin (new | @a | @a new) @plan (for | about) [the | a | an | our | my] {title}",
    "[a] [brand] new @plan [@called {title} | ~(for | about) {title}]",
    "~(give me | get me) (a | a new | new) @plan [@called {title}]",
    "(@make | write | draft | @begin) [@a] new @plan ~{title:bare}",
    "~(i | we) (want | need | would like | would love) (@a | new | @a new) @plan [@called {title} | (for | about) {title}]",
    "~get started (on | with) [@a] [new] @plan | ~(another | one more) @plan",
  ],
  async run({ title }, { focus, services: { projects } }) {
    const project =
      title === undefined
        ? undefined
        : (await projects.list(focus.ownerId)).find(({ name }) => sameName(name, title));
    if (project) {
      await projects.touch(project.id);
      return { say: "", result: { project }, project, planner: "Create a development plan" };
    }
    return {
      say: "",
      result: title === undefined ? {} : { title },
      planner:
        title === undefined
          ? "Create a development plan"
          : `Create a development plan called ${title}`,
    };
  },
});
