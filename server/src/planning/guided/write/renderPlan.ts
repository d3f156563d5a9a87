import type { Milestone, PlanMetadata } from "@voiceplan/protocol";
import type { Estimate, Facts, Outline, Template } from "../../templates/template.ts";
import { capitalise, hours, joinAnd, stripArticle } from "../../templates/wording.ts";

export interface WrittenPlan {
  title: string;
  markdown: string;
  metadata: PlanMetadata;
  /** What a project that is made for it is called. */
  projectName: string;
}

/** "20 hours", "20 to 30 hours". */
export function estimateText({ low, high }: Estimate): string {
  return low === high ? hours(low) : `${low} to ${hours(high)}`;
}

/** One number for a range: its middle. */
export function estimatedHours(estimate: Estimate | null): number | null {
  return estimate === null ? null : Math.round(((estimate.low + estimate.high) / 2) * 100) / 100;
}

export const dateText = (date: string): string =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });

function metadataOf(facts: Facts): PlanMetadata {
  return {
    estimatedHours: estimatedHours(facts.estimate),
    priority: facts.priority,
    dependencies: [...facts.dependencies],
    milestones: [...facts.milestones],
  };
}

export const milestoneLine = ({ title, date }: Milestone): string =>
  `- ${date === null ? title : `**${dateText(date)}:** ${title}`}`;

/** A line of the list under the overview: `- **Priority:** high`. */
export const overviewLine = (name: string, value: string): string => `- **${name}:** ${value}`;

function overview(facts: Facts, outline: Outline): string[] {
  const people = facts.items("users");
  const details = facts.items("detail").map((text) => `${capitalise(text)}.`);
  return [
    [...outline.overview, ...details].join(" "),
    "",
    ...(people.length > 0 ? [overviewLine("For", joinAnd(people))] : []),
    ...(facts.priority === null ? [] : [overviewLine("Priority", facts.priority)]),
    ...(facts.estimate === null ? [] : [overviewLine("Estimate", estimateText(facts.estimate))]),
    ...(facts.dependencies.length > 0
      ? [overviewLine("Depends on", joinAnd(facts.dependencies))]
      : []),
  ];
}

const bullets = (items: readonly string[]): string[] => items.map((item) => `- ${item}`);
const tasks = (items: readonly string[]): string[] => items.map((item) => `- [ ] ${item}`);

/** A phase's part of the effort, in half days or hours, as a first guess. */
function share(facts: Facts, part: number): string {
  const total = estimatedHours(facts.estimate);
  if (total === null) return "";
  const value = total * part;
  return ` (about ${hours(value >= 3 ? Math.round(value) : Math.max(0.5, Math.round(value * 2) / 2))})`;
}

function scope(outline: Outline): string[] {
  return [
    ...(outline.inScope.length > 0 ? ["### In scope", "", ...bullets(outline.inScope), ""] : []),
    ...(outline.outOfScope.length > 0
      ? ["### Out of scope", "", ...bullets(outline.outOfScope)]
      : []),
  ];
}

function approach(facts: Facts, outline: Outline): string[] {
  return outline.phases.flatMap((phase, index) => [
    `### Phase ${index + 1}: ${phase.title}${share(facts, phase.share)}`,
    "",
    ...tasks(phase.tasks),
    "",
  ]);
}

/** "the billing portal" gives its name to a new project; else the plan's title does. */
function projectName({ title, subject: { target } }: Facts): string {
  const named = target !== null && /^(?:the|our|my)\s/i.test(target);
  return (named ? capitalise(stripArticle(target)) : title).slice(0, 120);
}

/** Writes the plan. `open` are questions nobody has answered yet. */
export function renderPlan(facts: Facts, template: Template, open: readonly string[]): WrittenPlan {
  const outline = template.outline(facts);
  const dated = facts.milestones.toSorted((a, b) => (a.date ?? "9").localeCompare(b.date ?? "9"));
  const notes = facts.items("notes");
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["Overview", overview(facts, outline)],
    ["Goals", bullets(outline.goals)],
    ["Scope", scope(outline)],
    ...outline.extra.map(({ title, lines }) => [title, lines] as const),
    ["Decisions", bullets(facts.items("decisions"))],
    ["Lessons learned", bullets(facts.items("lessons"))],
    ["Approach", approach(facts, outline)],
    ["Testing", tasks(outline.testing)],
    ["Risks", bullets(outline.risks)],
    ["Rollout", tasks(outline.rollout)],
    ["Milestones", dated.map(milestoneLine)],
    ["Notes", bullets(notes.map(capitalise))],
    ["Open questions", bullets(open)],
  ];
  const body = sections
    .map(([title, lines]) => [title, lines.join("\n").trim()] as const)
    .filter(([, text]) => text !== "")
    .map(([title, text]) => `## ${title}\n\n${text}\n`);
  return {
    title: facts.title,
    markdown: [`# ${facts.title}\n`, ...body].join("\n"),
    metadata: metadataOf(facts),
    projectName: projectName(facts),
  };
}
