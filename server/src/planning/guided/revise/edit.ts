import type { PlanMetadata, PlanSection } from "@voiceplan/protocol";
import { emptyMetadata } from "@voiceplan/protocol";
import { findSection } from "../../findSection.ts";
import { keepSections } from "../../keepSections.ts";
import { parsePlan, writePlan } from "../../planMarkdown.ts";
import { overviewLine } from "../write/renderPlan.ts";

/** A version of a plan, taken apart for editing. */
export interface Draft {
  title: string;
  sections: readonly PlanSection[];
  metadata: PlanMetadata;
}

export function openDraft(title: string, content: string, metadata: PlanMetadata): Draft {
  const { sections, title: heading } = parsePlan(content);
  return { title: heading ?? title, sections, metadata };
}

/** The draft as Markdown; what it leaves as it was in `before` stays byte for byte. */
export function closeDraft(draft: Draft, before = ""): string {
  const { title, sections } = draft;
  const text = writePlan({ title, sections: [...sections], metadata: emptyMetadata });
  return before === "" ? text : keepSections(before, text, null);
}

/** The same draft with another text in one section; null removes it. */
export function withSection(draft: Draft, section: PlanSection, content: string | null): Draft {
  const sections = draft.sections.flatMap((candidate) => {
    if (candidate.order !== section.order) return [candidate];
    return content === null ? [] : [{ ...candidate, content }];
  });
  return { ...draft, sections: sections.map((candidate, order) => ({ ...candidate, order })) };
}

/** Adds a section before the closing ones, so that open questions stay last. */
export function addSection(draft: Draft, title: string, content: string): Draft {
  const after = /^(?:scope|decisions|lessons learned)$/i.test(title)
    ? /^(?:approach|testing|risks|rollout|milestones|notes|open questions)$/i
    : /^(?:milestones|notes|open questions)$/i;
  const at = draft.sections.findIndex((section) => after.test(section.title));
  const sections = [...draft.sections];
  sections.splice(at === -1 ? sections.length : at, 0, { title, content, order: 0 });
  return { ...draft, sections: sections.map((section, order) => ({ ...section, order })) };
}

/** Appends a line to a list, at the end of the section or of the subsection that `under` matches. */
function appendLine(content: string, line: string, under?: RegExp): string {
  const rows = content.split("\n");
  if (rows.includes(line)) return content;
  const heading =
    under === undefined ? -1 : rows.findIndex((row) => /^###\s/.test(row) && under.test(row));
  if (heading === -1) {
    const last = rows.at(-1) ?? "";
    const gap =
      last.trim() === "" || /^\s*(?:[-*]|\d+\.)\s/.test(last) === /^\s*(?:[-*]|\d+\.)\s/.test(line)
        ? ""
        : "\n";
    return content.trim() === "" ? line : `${content.trimEnd()}\n${gap}${line}`;
  }
  const next = rows.findIndex((row, index) => index > heading && /^###\s/.test(row));
  let at = next === -1 ? rows.length : next;
  while (at > heading + 1 && (rows[at - 1] ?? "").trim() === "") at -= 1;
  rows.splice(at, 0, ...(at === heading + 1 ? ["", line] : [line]));
  return rows.join("\n");
}

/** Adds a line to the section of that title, which is made where there is none. */
export function addTo(draft: Draft, title: string, line: string, under?: RegExp): Draft {
  const section = findSection(draft, title);
  return section === null
    ? addSection(draft, title, line)
    : withSection(draft, section, appendLine(section.content, line, under));
}

/** Sets a line such as `- **Priority:** high` in the overview. */
export function setOverview(draft: Draft, name: string, value: string): Draft {
  const section = findSection(draft, "Overview");
  const line = overviewLine(name, value);
  if (section === null) {
    const sections = [{ title: "Overview", content: line, order: 0 }, ...draft.sections];
    return { ...draft, sections: sections.map((other, order) => ({ ...other, order })) };
  }
  const rows = section.content.split("\n");
  const at = rows.findIndex((row) => row.startsWith(`- **${name}:**`));
  if (at === -1) return withSection(draft, section, appendLine(section.content, line));
  rows[at] = line;
  return withSection(draft, section, rows.join("\n"));
}
