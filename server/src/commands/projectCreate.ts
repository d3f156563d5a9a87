import { ProjectName } from "@voiceplan/protocol";
import { derivedId } from "../lib/derivedId.ts";
import { defineCommand } from "./command.ts";
import { withChange } from "./commandMemory.ts";
import type { Pending } from "./pending.ts";
import { sameName } from "./names.ts";

const asks: Pending = { command: "project.create", arg: "name" };

export const projectCreate = defineCommand({
  name: "project.create",
  summary: "Start a new project",
  examples: ["Create a new project called Billing Portal", "New project"],
  phrases: [
    "@make [@a] [new] project [~for (me | us)] [~going] [@called {name}]",
    "@make [@a] [new] project ~{name:bare}",
    "@begin (new | @a | @a new) project [~for (me | us)] [~going] [@called {name}]",
    "(start | begin | launch) project @called {name}",
    "~(i | we) (want | need | would like | would love) (@a | new | @a new) project [@called {name}]",
    "@begin (new | @a | @a new) project ~{name:bare}",
    "[a] [brand] new project [[@called] ~{name:bare} | @called {name}]",
    "(@make | @begin) [@a] [new] ~{name:bare} project",
    "(@make | @begin) [@a] [new] project [and] (name | call | title) it {name}",
    "~project @called {name} [please] (create it | add it | make it)",
  ],
  async run({ name }, { focus, memory, messageId, services: { projects } }) {
    if (name === undefined) return { say: "What should the project be called?", result: { asks } };
    const parsed = ProjectName.safeParse(name);
    if (!parsed.success)
      return {
        say: "That name is too long. What shorter name should the project have?",
        result: { asks },
      };
    const id = derivedId(messageId, "project");
    const before = await projects.find(focus.ownerId, id);
    const twin = before
      ? undefined
      : (await projects.list(focus.ownerId)).find((other) => sameName(other.name, parsed.data));
    if (twin) {
      await projects.touch(twin.id);
      return {
        say: `You already have a project called ${twin.name}. I opened it.`,
        result: { project: twin, created: false },
        project: twin,
      };
    }
    const project = before ?? (await projects.create(focus.ownerId, { id, name: parsed.data }));
    return {
      say: `I created the project ${project.name}. What do you want to build in it?`,
      result: { project, created: true },
      project,
      memory: {
        changes: withChange(memory.changes, { kind: "project", projectId: id, name: project.name }),
      },
    };
  },
});
