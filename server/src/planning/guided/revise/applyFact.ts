import { findSection } from "../../findSection.ts";
import type { Milestone } from "@voiceplan/protocol";
import { dependencies, estimate, milestones, priority } from "../../templates/commonQuestions.ts";
import type { Question } from "../../templates/template.ts";
import { hours, joinAnd } from "../../templates/wording.ts";
import type { Fact } from "../understand/clauses.ts";
import { dateText, estimatedHours, estimateText, milestoneLine } from "../write/renderPlan.ts";
import { addSection, type Draft, setOverview, withSection } from "./edit.ts";

interface Applied {
  draft: Draft;
  summary: string;
}

const questions = { estimate, priority, dependencies, milestones } as const;

/** Applies what clauses say of estimate, priority, dependencies and dates. */
export function applyFact(draft: Draft, fact: Fact): Applied | null {
  const applied = apply(draft, fact);
  return applied && { ...applied, draft: settleQuestion(applied.draft, questions[fact.kind]) };
}

function apply(draft: Draft, fact: Fact): Applied | null {
  const { metadata } = draft;
  switch (fact.kind) {
    case "estimate": {
      const value = estimateText(fact.estimate);
      const next = {
        ...draft,
        metadata: { ...metadata, estimatedHours: estimatedHours(fact.estimate) },
      };
      const scaled = scalePhases(next, metadata.estimatedHours, next.metadata.estimatedHours);
      return { draft: setOverview(scaled, "Estimate", value), summary: `Estimate ${value}` };
    }
    case "priority": {
      const next = { ...draft, metadata: { ...metadata, priority: fact.priority } };
      return {
        draft: setOverview(next, "Priority", fact.priority),
        summary: `Priority ${fact.priority}`,
      };
    }
    case "dependencies": {
      const fresh = fact.items.filter((item) => !metadata.dependencies.includes(item));
      if (fresh.length === 0) return null;
      const all = [...metadata.dependencies, ...fresh];
      const next = { ...draft, metadata: { ...metadata, dependencies: all } };
      return {
        draft: setOverview(next, "Depends on", joinAnd(all)),
        summary: `Depends on ${joinAnd(fresh)}`,
      };
    }
    case "milestones": {
      const titles = new Set(fact.milestones.map(({ title }) => title));
      const kept = metadata.milestones.filter(({ title }) => !titles.has(title));
      const all = [...kept, ...fact.milestones].toSorted(byDate);
      const next = withMilestones(
        { ...draft, metadata: { ...metadata, milestones: all } },
        metadata.milestones,
      );
      const said = fact.milestones.map(({ title, date }) => `${title} by ${dateText(date ?? "")}`);
      return { draft: next, summary: joinAnd(said) };
    }
  }
}

/** The hours of the phases grow and shrink with the whole. */
function scalePhases(draft: Draft, from: number | null, to: number | null): Draft {
  const section = findSection(draft, "Approach");
  if (section === null || from === null || to === null) return draft;
  const content = section.content.replace(
    /^(### .*\(about )([\d.]+) hours?\)$/gm,
    (_, heading: string, old: string) =>
      `${heading}${hours(Math.max(0.5, Math.round((Number(old) * to * 2) / from) / 2))})`,
  );
  return withSection(draft, section, content);
}

/** Takes a question that has been answered from the open ones, and the section with the last. */
function settleQuestion(draft: Draft, { ask }: Question): Draft {
  const section = findSection(draft, "Open questions");
  if (section === null) return draft;
  const rows = section.content.split("\n").filter((row) => row !== `- ${ask}`);
  return withSection(
    draft,
    section,
    rows.some((row) => row.trim() !== "") ? rows.join("\n") : null,
  );
}

const byDate = (a: Milestone, b: Milestone): number => (a.date ?? "9").localeCompare(b.date ?? "9");

/** Writes the milestones into their section, in place of `before`; other lines there stay. */
function withMilestones(draft: Draft, before: readonly Milestone[]): Draft {
  const section = findSection(draft, "Milestones");
  const old = new Set(before.map(milestoneLine));
  const others = section?.content.split("\n").filter((row) => !old.has(row)) ?? [];
  const content = [...draft.metadata.milestones.map(milestoneLine), ...others].join("\n").trim();
  return section === null
    ? addSection(draft, "Milestones", content)
    : withSection(draft, section, content);
}
