import type { Message, Plan, PlanVersion } from "@voiceplan/protocol";
import type { ChatMessage } from "../../engines/chat/port.ts";
import type { PlanStore } from "../planStore.ts";
import type { Focus, PlannerRequest } from "../planner.ts";
import { parsePlan } from "../planMarkdown.ts";
import { systemPrompt } from "./prompt.ts";
import { estimateTokens, fitTokens } from "./tokens.ts";

/** How many tokens of context a model gets, all in all; the reply's own budget is the model's matter. */
export interface ContextBudget {
  total: number;
  /** Of these, at most so many for the open plan. */
  plan: number;
  /** And so many for the titles of the other ones. */
  others: number;
}

const defaultBudget: ContextBudget = { total: 16_000, plan: 6_000, others: 1_000 };

/** Stored text between marks that it cannot close itself. */
export function fence(text: string): string {
  return `<data>\n${text.replace(/<(?=\s*\/?\s*data\s*>)/gi, "‹")}\n</data>`;
}

/**
 * The messages a model gets: the rules, the project with its plans, the recent turns, the message.
 * Within the budget, what was said last and the open plan come before what is older.
 */
export async function buildContext(
  { focus, message, history }: PlannerRequest,
  plans: PlanStore,
  today: string,
  budget: ContextBudget = defaultBudget,
): Promise<ChatMessage[]> {
  const system = systemPrompt(today);
  const situation = await describe(focus, plans, budget);
  const fixed = [system, situation, message.content].reduce(
    (sum, text) => sum + estimateTokens(text),
    0,
  );
  return [
    { role: "system", content: `${system}\n\n${situation}` },
    ...recent(history, budget.total - fixed),
    { role: "user", content: message.content },
  ];
}

async function describe(focus: Focus, plans: PlanStore, budget: ContextBudget): Promise<string> {
  const { ownerId, project, plan } = focus;
  if (project === null) return "No project is open. Drafting a plan creates one.";
  const about = [`Name: ${project.name}`, project.description, project.tags.join(", ")].filter(
    (line) => line !== "",
  );
  const parts = [`The open project:\n${fence(fitTokens(about.join("\n"), 500))}`];
  const known = await plans.listOfProject(ownerId, project.id);
  const current = plan && (await currentVersion(ownerId, plan, plans));
  if (plan !== null && current !== null) {
    parts.push(
      `The open plan, "revise" means this one (version ${current.number}):\n${fence(within(plan, current, budget.plan))}`,
    );
  }
  const others = known.filter(({ id }) => id !== plan?.id).slice(0, 10);
  const lines = await Promise.all(others.map((other) => oneLine(ownerId, other, plans)));
  if (lines.length > 0) {
    parts.push(`Other plans of the project:\n${fence(fitTokens(lines.join("\n"), budget.others))}`);
  }
  return parts.join("\n\n");
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
function within(plan: Plan, version: PlanVersion, tokens: number): string {
  const metadata = `Title: ${plan.title}\nMetadata: ${JSON.stringify(version.metadata)}`;
  const whole = `${metadata}\n\n${version.content}`;
  if (estimateTokens(whole) <= tokens) return whole;
  const titles = parsePlan(version.content)
    .sections.map(({ title }) => title)
    .join(", ");
  const head = `${metadata}\nSections: ${titles}\nThe plan is long; this is its beginning. Change it by section.`;
  return `${head}\n\n${fitTokens(version.content, tokens - estimateTokens(head))}`;
}

async function oneLine(ownerId: string, plan: Plan, plans: PlanStore): Promise<string> {
  const version = await plans.version(ownerId, plan.id, plan.currentVersion);
  const summary =
    version?.sections[0]?.content.split("\n").find((line) => line.trim() !== "") ?? "";
  return `- ${plan.title} (${plan.status}, version ${plan.currentVersion}): ${summary.slice(0, 200)}`;
}

/** The last messages that fit, oldest first. */
function recent(history: readonly Message[], tokens: number): ChatMessage[] {
  const kept: ChatMessage[] = [];
  let left = tokens;
  for (const { role, content } of history.toReversed()) {
    left -= estimateTokens(content) + 4;
    if (left < 0) break;
    kept.unshift({ role, content });
  }
  return kept;
}
