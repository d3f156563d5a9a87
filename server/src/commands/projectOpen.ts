import { defineCommand } from "./command.ts";
import { resolveName } from "./names.ts";
import type { Pending } from "./pending.ts";
import { spokenList } from "./speech.ts";

const pronoun =
  /^(?:(?:the|a|my|this|that|an?other|new|existing) ?)*(?:it|one|project|projects|this|that|them)?$/i;
const newest = /^(?:the |my )?(?:last|latest|newest|most recent|previous|recent)(?: one)?$/i;

export const projectOpen = defineCommand({
  name: "project.open",
  summary: "Open a project by its name",
  examples: ["Open project Billing Portal", "Switch to the Billing Portal project"],
  phrases: [
    "(@goto | open [up]) [the | my] project [~@called] {name:bare}",
    "(@goto | open [up]) [the | my] project @called {name}",
    "(@goto | open [up]) [the | my] {name:bare} project [~again]",
    "(@goto | open [up]) {name:known}",
    "(@show) [me] [the | my] project {name:known} | (@show) [me] [the] {name:known} project",
    "(switch | change) (project | ~projects) to {name:known}",
    "project {name:known} (open | ~please open | ~open it)",
    "~the {name:known} project open [it] | project {name:known} | ~@goto {name:known} one | ~open {name:known} one",
  ],
  readSlots({ name }) {
    const plain = name?.replace(/^(?:the|my) (?=\S)/, "");
    return plain === undefined || pronoun.test(plain) ? null : { name: plain };
  },
  async run({ name }, { focus, services: { projects } }) {
    const all = await projects.list(focus.ownerId);
    const names = all.map((project) => project.name);
    const meant = resolveName(name, names);
    if (meant.kind === "several") {
      const asks: Pending = { command: "project.open", arg: "name", choices: [...meant.names] };
      return {
        say: `Did you mean ${spokenList(meant.names, "or")}?`,
        result: { choices: meant.names, asks },
      };
    }
    const wanted = meant.kind === "one" ? meant.name : newest.test(name) ? names[0] : undefined;
    const project = all.find((other) => other.name === wanted);
    if (!project) return notFound(name, meant.kind === "none" ? meant.nearest : null);
    await projects.touch(project.id);
    return { say: `${project.name} is open.`, result: { project }, project };
  },
});

function notFound(name: string, nearest: string | null) {
  const say = `I found no project called ${name}.`;
  if (nearest === null)
    return { say: `${say} To start it, say: create a new project called ${name}.`, result: {} };
  const asks: Pending = { command: "project.open", arg: "name", choices: [nearest] };
  return {
    say: `${say} The nearest is ${nearest}. Is that the one?`,
    result: { choices: [nearest], asks },
  };
}
