import type { Message, Plan, PlanVersion } from "@voiceplan/protocol";
import type { ChatMessage } from "../../engines/chat/port.ts";
import type { PlanStore } from "../planStore.ts";
import type { Focus, PlannerRequest } from "../planner.ts";
import { parsePlan } from "../planMarkdown.ts";
import type { Recollection } from "../recall.ts";
import { systemPrompt } from "./prompt.ts";
import { estimated, exactMeasure, type Measure } from "./tokenizer.ts";

/** How many tokens of context a model gets, all in all; the reply's own budget is the model's matter. */
export interface ContextBudget {
  total: number;
  /** Of these, at most so many for the open plan. */
  plan: number;
  /** And so many for the titles of the other ones. */
  others: number;
  /** For what was planned, decided and said before, here and elsewhere. */
  past: number;
  /** Of these, at most so many for what was decided and learned in the open project. */
  decided: number;
  /** For what was said here before the turns that are given whole. */
  summary: number;
}

const defaultBudget: ContextBudget = {
  total: 16_000,
  plan: 6_000,
  others: 1_000,
  past: 1_500,
  decided: 500,
  summary: 1_000,
};

/** Stored text between marks that it cannot close itself. */
export function fence(text: string): string {
  return `<data>\n${text.replace(/<(?=\s*\/?\s*data\s*>)/gi, "‹")}\n</data>`;
}

/** What a model may be told of, as it is stored. */
interface Situation extends Omit<Focus, "ownerId" | "conversationId"> {
  current: PlanVersion | null;
  others: readonly string[];
  past: readonly Recollection[];
  summary: string;
}

/**
 * The messages a model gets, in this order: the rules, the project with its plans and decisions, what was
 * planned and said elsewhere, what was said here long ago, the recent turns, the message. Within the budget, what was
 * said last and the open plan come before what is older. Tokens are counted where the estimate says
 * that something has to be left out.
 */
export async function buildContext(
  request: PlannerRequest,
  plans: PlanStore,
  today: string,
  past: Promise<Recollection[]> = Promise.resolve([]),
  budget: ContextBudget = defaultBudget,
): Promise<ChatMessage[]> {
  const situation = await look(request, plans, past);
  const first = assemble(request, situation, today, budget, estimated);
  if (first.isWhole) return first.messages;
  return assemble(request, situation, today, budget, await exactMeasure()).messages;
}

async function look(
  { focus, summary = "" }: PlannerRequest,
  plans: PlanStore,
  past: Promise<Recollection[]>,
): Promise<Situation> {
  const { ownerId, project, plan } = focus;
  if (project === null)
    return { project, plan, current: null, others: [], past: await past, summary };
  const known = await plans.listOfProject(ownerId, project.id);
  const current = plan && (await currentVersion(ownerId, plan, plans));
  const others = known.filter(({ id }) => id !== plan?.id).slice(0, 10);
  const lines = await Promise.all(others.map((other) => oneLine(ownerId, other, plans)));
  return { project, plan, current, others: lines, past: await past, summary };
}

function assemble(
  { message, history }: PlannerRequest,
  situation: Situation,
  today: string,
  budget: ContextBudget,
  measure: Measure,
): { messages: ChatMessage[]; isWhole: boolean } {
  let isWhole = true;
  const fit = (text: string, tokens: number): string => {
    const fitted = measure.fit(text, tokens);
    if (fitted !== text) isWhole = false;
    return fitted;
  };
  const parts = [systemPrompt(today), ...describe(situation, budget, measure, fit)];
  const system = parts.join("\n\n");
  const left = budget.total - measure.count(system) - measure.count(message.content);
  const turns = recent(history, left, measure);
  if (turns.length < history.length) isWhole = false;
  const messages: ChatMessage[] = [
    { role: "system", content: system },
    ...turns,
    { role: "user", content: message.content },
  ];
  return { messages, isWhole };
}

function describe(
  { project, plan, current, others, past, summary }: Situation,
  budget: ContextBudget,
  measure: Measure,
  fit: Measure["fit"],
): string[] {
  const parts: string[] = [];
  if (project === null) parts.push("No project is open. Drafting a plan creates one.");
  else {
    const about = [`Name: ${project.name}`, project.description, project.tags.join(", ")];
    const text = about.filter((line) => line !== "").join("\n");
    parts.push(`The open project:\n${fence(fit(text, 500))}`);
  }
  if (plan !== null && current !== null) {
    const text = within(plan, current, budget.plan, measure, fit);
    parts.push(
      `The open plan, "revise" means this one (version ${current.number}):\n${fence(text)}`,
    );
  }
  if (others.length > 0) {
    const text = fit(others.join("\n"), budget.others);
    parts.push(`Other plans of the project:\n${fence(text)}`);
  }
  const isDecided = ({ source }: Recollection): boolean =>
    source.projectId === project?.id && (source.kind === "decision" || source.kind === "lesson");
  const decided = fromThePast(past.filter(isDecided), budget.decided, measure);
  if (decided !== "") {
    parts.push(
      `What was decided and learned in this project, the newest first. Keep to it, and say so where the person asks for something else.\n${fence(decided)}`,
    );
  }
  const left = budget.past - measure.count(decided);
  const remembered = fromThePast(
    past.filter((one) => !isDecided(one)),
    left,
    measure,
  );
  if (remembered !== "") {
    parts.push(
      `What was planned or said before, in other places, each with where and when. Where it helps, use it and name the project or plan that it is from; where it does not, leave it out. It may be out of date.\n${fence(remembered)}`,
    );
  }
  if (summary !== "") {
    parts.push(
      `What the person said in this conversation before the turns below:\n${fence(fit(summary, budget.summary))}`,
    );
  }
  return parts;
}

/** Whole recollections, as many as fit. */
function fromThePast(past: readonly Recollection[], tokens: number, measure: Measure): string {
  let left = tokens;
  const texts: string[] = [];
  for (const { source, heading, text, at } of past) {
    const where = heading === "" ? source.title : `${source.title} (${heading})`;
    const entry = `[${source.kind}: ${where}, ${at.toISOString().slice(0, 10)}]\n${text}`;
    left -= measure.count(entry) + 2;
    if (left < 0) break;
    texts.push(entry);
  }
  return texts.join("\n\n");
}

async function currentVersion(
  ownerId: string,
  plan: Plan,
  plans: PlanStore,
): Promise<PlanVersion | null> {
  const fresh = (await plans.find(ownerId, plan.id)) ?? plan;
  return plans.version(ownerId, fresh.id, fresh.currentVersion);
}

/** The whole plan; where it is too long, its sections' titles and as much of the text as fits. */
function within(
  plan: Plan,
  version: PlanVersion,
  tokens: number,
  measure: Measure,
  fit: Measure["fit"],
): string {
  const metadata = `Title: ${plan.title}\nMetadata: ${JSON.stringify(version.metadata)}`;
  const whole = `${metadata}\n\n${version.content}`;
  if (measure.count(whole) <= tokens) return whole;
  const titles = parsePlan(version.content)
    .sections.map(({ title }) => title)
    .join(", ");
  const head = `${metadata}\nSections: ${titles}\nThe plan is long; this is its beginning. Change it by section.`;
  return `${head}\n\n${fit(version.content, tokens - measure.count(head))}`;
}

async function oneLine(ownerId: string, plan: Plan, plans: PlanStore): Promise<string> {
  const version = await plans.version(ownerId, plan.id, plan.currentVersion);
  const summary =
    version?.sections[0]?.content.split("\n").find((line) => line.trim() !== "") ?? "";
  return `- ${plan.title} (${plan.status}, version ${plan.currentVersion}): ${summary.slice(0, 200)}`;
}

/** The last messages that fit, oldest first. */
function recent(history: readonly Message[], tokens: number, measure: Measure): ChatMessage[] {
  const kept: ChatMessage[] = [];
  let left = tokens;
  for (const { role, content } of history.toReversed()) {
    left -= measure.count(content) + 4;
    if (left < 0) break;
    kept.unshift({ role, content });
  }
  return kept;
}
