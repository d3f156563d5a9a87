import type { Plan } from "@voiceplan/protocol";
import { defineCommand } from "./command.ts";
import type { CommandOutcome } from "./command.ts";
import { resolveName } from "./names.ts";
import type { Pending } from "./pending.ts";
import { spokenList } from "./speech.ts";

/** Words that point at a plan, or begin something that is no title. */
const noTitle =
  /^(?:(?:show|it|this|that|one|an?|an?other|new|the|same|next|whole|entire|my|our|every|each|any|some|all|development|dev|pro|free|premium)(?: one| plan)?|(?:in|on|with|as|to|from|and|when|so|at|by|before|after|using|via|a|an|of|called|named|titled|for|about)\b.*|page|view|mode|editor|details?|settings?)$/i;
const newest = /^(?:last|latest|newest|most recent|recent)(?: one)?$/i;
/** Plans of other projects are looked for among so many. */
const MOST = 200;

export const planOpen = defineCommand({
  name: "plan.open",
  summary: "Open a plan by its title",
  examples: ["Open the plan Single sign-on", "Go back to the login plan"],
  phrases: [
    "(@goto | open [up] | ~show [me] | ~display | ~get [me] | ~see | ~view) [the | my] @plan [~@called] {name}",
    "(@goto | open [up] | ~show [me]) [the | my] @plan (~for | ~about | ~on | @called) {name}",
    "(open [up] | switch [over] to | go [back] to | ~return to | ~load [up] | ~bring up | ~pull up | ~continue with | ~continue [working on] | ~work on | ~resume | ~show [me] | ~take me [back] to | ~jump to | ~get back to) [the | my] {name} @plan [~again]",
    "(switch | change) (plan | ~plans) to {name}",
    "(@goto | open [up]) {name:title}",
  ],
  readSlots({ name }) {
    const plain = name
      ?.replace(/^(?:(?:the|my|our|me|us|all) )+(?=\S)/i, "")
      .replace(/^["“']|["”']$/g, "");
    return plain === undefined || noTitle.test(plain) ? null : { name: plain };
  },
  async run({ name }, { focus, services: { plans, projects } }) {
    const { ownerId, project } = focus;
    const own = project ? await plans.listOfProject(ownerId, project.id) : [];
    const near = find(name, own);
    const found =
      near.kind === "none"
        ? find(name, (await plans.page(ownerId, { limit: MOST, cursor: null })).items)
        : near;
    if (found.kind === "question") return found.outcome;
    if (found.kind === "none")
      return { say: `I found no plan called ${name}. Say: show my plans.`, result: {} };
    const { plan } = found;
    const other =
      plan.projectId === project?.id ? null : await projects.get(ownerId, plan.projectId);
    const place = other ? ` in ${other.name}` : "";
    return {
      say: `${plan.title}${place} is open, at version ${plan.currentVersion}.`,
      result: { plan },
      ...(other ? { project: other } : {}),
      plan,
    };
  },
});

type Found =
  { kind: "plan"; plan: Plan } | { kind: "question"; outcome: CommandOutcome } | { kind: "none" };

function find(name: string, plans: readonly Plan[]): Found {
  const [latest] = plans;
  const titles = plans.map(({ title }) => title);
  const meant = resolveName(name, titles);
  if (meant.kind === "several")
    return ask(`Did you mean ${spokenList(meant.names, "or")}?`, meant.names);
  if (meant.kind === "one") {
    const plan = plans.find(({ title }) => title === meant.name);
    if (plan) return { kind: "plan", plan };
  }
  if (latest && newest.test(name)) return { kind: "plan", plan: latest };
  if (meant.kind === "none" && meant.nearest !== null) {
    const words = `I found no plan called ${name}. The nearest is ${meant.nearest}. Is that the one?`;
    return ask(words, [meant.nearest]);
  }
  return { kind: "none" };
}

function ask(say: string, choices: readonly string[]): Found {
  const asks: Pending = { command: "plan.open", arg: "name", choices: [...choices] };
  return { kind: "question", outcome: { say, result: { choices: [...choices], asks } } };
}
