import { lowerFirst } from "../../templates/wording.ts";
import { type Draft, withSection } from "./edit.ts";
import type { Revision } from "./revision.ts";

/** One line of a list in a plan. */
export interface Line {
  section: number;
  row: number;
  /** The line without its mark. */
  text: string;
}

const mark = /^\s*(?:[-*]|\d+\.)\s+(?:\[[ xX]\]\s+)?/;
const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} ]+/gu, " ")
      .split(/\s+/)
      .map((word) => word.replace(/(?:ing|s)$/, ""))
      .filter((word) => word.length > 2 && !/^(?:the|and|for|with|task|that)$/.test(word)),
  );

/** The line that somebody means: the one with most of the words said, and more than half of them. */
export function findLine(draft: Draft, said: string, tasksOnly = false): Line | null {
  const wanted = wordsOf(said);
  if (wanted.size === 0) return null;
  let best: Line | null = null;
  let most = 0;
  for (const section of draft.sections) {
    for (const [row, line] of section.content.split("\n").entries()) {
      if (!(tasksOnly ? /^\s*[-*]\s+\[ \]/ : mark).test(line)) continue;
      const has = wordsOf(line);
      const common = [...wanted].filter((word) => has.has(word)).length;
      const score = common / wanted.size + common / (has.size + 1) / 10;
      if (common / wanted.size > 0.6 && score > most) {
        best = { section: section.order, row, text: line.replace(mark, "") };
        most = score;
      }
    }
  }
  return best;
}

function withLine(
  draft: Draft,
  { section, row }: Line,
  edit: (line: string) => string | null,
): Draft {
  const found = draft.sections.find(({ order }) => order === section);
  if (found === undefined) return draft;
  const rows = found.content
    .split("\n")
    .flatMap((line, index) => (index === row ? (edit(line) ?? []) : [line]));
  return withSection(draft, found, rows.join("\n"));
}

export const removeLine = (draft: Draft, line: Line): Draft => withLine(draft, line, () => null);

export function markDone(draft: Draft, said: string): Revision {
  const found = findLine(draft, said, true);
  if (found === null) return { type: "words", say: `I find no open task about ${said}.` };
  const done = withLine(draft, found, (line) => line.replace("[ ]", "[x]"));
  return { type: "change", draft: done, summary: `Done: ${lowerFirst(found.text)}` };
}

/** Replaces words wherever the plan has them; null when it has them nowhere. */
export function replaceWords(draft: Draft, from: string, to: string): Revision | null {
  if (from.length < 3) return null;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${from.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`,
    "giu",
  );
  let count = 0;
  const swap = (text: string): string =>
    text.replace(pattern, () => {
      count += 1;
      return to;
    });
  const sections = draft.sections.map((section) => ({
    ...section,
    content: swap(section.content),
  }));
  const dependencies = draft.metadata.dependencies.map((dependency) => swap(dependency));
  if (count === 0) return null;
  return {
    type: "change",
    draft: { ...draft, sections, metadata: { ...draft.metadata, dependencies } },
    summary: `Replaced ${from} with ${to}`,
  };
}
