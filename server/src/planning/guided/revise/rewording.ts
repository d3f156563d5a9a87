import { findSection } from "../../findSection.ts";
import { headings } from "../../markdownLines.ts";
import { joinAnd } from "../../templates/wording.ts";
import type { Draft } from "./edit.ts";
import { type Revision, words } from "./revision.ts";

const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/**
 * What a wish to have a part of the plan in other words is answered with: without a model nothing can
 * be reworded, but its lines can be named, and removed one by one. Null where there is no such part.
 */
export function explainRewording(draft: Draft, name: string): Revision | null {
  const part = partOf(draft, name);
  if (part === null) return null;
  const lines = [...part.content.matchAll(/^\s*(?:[-*]|\d+\.)\s+(?:\[[ xX]\]\s+)?(.+)$/gm)];
  const named = lines.slice(0, 3).map(([, text = ""]) => text.replace(/[.:]$/, ""));
  const without = "I cannot reword a plan without a model.";
  if (named.length === 0) return words(`${without} Tell me what to add to ${part.title} instead.`);
  const rest = lines.length - named.length;
  const list = rest > 0 ? `${named.join(", ")}, and ${rest} more` : joinAnd(named);
  return words(
    `${without} In ${part.title} there is ${list}. Say remove, and the one that can go.`,
  );
}

/** A section, or a part of one that has a heading of its own: "phase two". */
function partOf(draft: Draft, name: string): { title: string; content: string } | null {
  const section = findSection(draft, name);
  if (section !== null) return section;
  const wanted = plain(name);
  for (const { content } of draft.sections) {
    const marks = headings(content);
    const at = marks.findIndex(({ text }) => ` ${plain(text)} `.includes(` ${wanted} `));
    const mark = marks[at];
    if (mark === undefined) continue;
    const [title = mark.text] = mark.text.split(" (");
    return { title, content: content.slice(mark.end, marks[at + 1]?.start) };
  }
  return null;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b(?:the|section|part)\b/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ")
    .map((word) => (NUMBERS.includes(word) ? String(NUMBERS.indexOf(word) + 1) : word))
    .join(" ");
}
