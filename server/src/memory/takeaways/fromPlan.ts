import { headings, markdownLines } from "../../planning/markdownLines.ts";
import { readFrontMatter } from "../../planning/planFrontMatter.ts";
import { distinct } from "./distinct.ts";
import { sentencesOf } from "./sentencesOf.ts";
import { takeawayIn, takeawayOf, type FoundTakeaway } from "./takeawayIn.ts";

/** What a section's heading says of its lines. */
type Section = "decisions" | "lessons" | "approach" | "exclusions" | "prose" | "open";

const sections: readonly (readonly [RegExp, Section])[] = [
  [
    /^(?:open )?questions?$|\balternatives?\b|^options\b|\brejected\b|^ideas?$|^examples?$|^assumptions$|^context$|^status$/i,
    "open",
  ],
  [
    /^(?:key |main |technical |design |architecture |architectural |product )*(?:decisions?|adrs?|decision (?:records?|logs?)|agreements)(?: made| taken)?$|^what (?:we|was) (?:decided|agreed)(?: on)?$/i,
    "decisions",
  ],
  [
    /^(?:key |main )?(?:lessons?|learnings?|lessons? (?:learned|learnt)|what we (?:learned|learnt)|retrospective|post-?mortem)$/i,
    "lessons",
  ],
  [/^(?:out of scope|not in scope|non-?goals|exclusions)$/i, "exclusions"],
  [/^(?:technical |solution )?approach$/i, "approach"],
];
/** A line of an approach that chooses; all others say what is to be done. */
const choice =
  /^(?:use|reuse|keep|stay (?:with|on)|stick (?:with|to)|go with|drop|avoid|prefer|rely on|build on|no|never|always|only)\b|\b(?:instead of|rather than)\b/i;
const item = /^\s*(?:[-*+]|\d+[.)])\s(.*)$/;

/** The decisions and lessons that a plan tells, in its order. Tasks, code and quotations tell none. */
export function fromPlan(markdown: string): FoundTakeaway[] {
  const { body } = readFrontMatter(markdown);
  const found: FoundTakeaway[] = [];
  let path: { level: number; section: Section | null }[] = [];
  let at = 0;
  const take = (end: number): void => {
    const section = path.findLast((above) => above.section !== null)?.section ?? "prose";
    found.push(...partsOf(body.slice(at, end)).flatMap((part) => takeFrom(section, part)));
  };
  for (const { level, text, start, end } of headings(body)) {
    take(start);
    const plain = text.replace(/[*_`]|^\d+[.)]\s*/g, "").trim();
    const section = sections.find(([heading]) => heading.test(plain))?.[1] ?? null;
    path = [...path.filter((above) => above.level < level), { level, section }];
    at = end;
  }
  take(body.length);
  return distinct(found);
}

/** A line of a list, or a paragraph. */
interface Part {
  text: string;
  isItem: boolean;
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let isOpen = false;
  for (const { line, isCode } of markdownLines(text)) {
    const isNone = isCode || /^\s*(?:>|\||<)/.test(line) || line.trim() === "";
    const inItem = item.exec(line)?.[1];
    const last = parts.at(-1);
    if (isNone) isOpen = false;
    else if (inItem !== undefined) parts.push({ text: inItem.trim(), isItem: true });
    else if (isOpen && last) last.text += ` ${line.trim()}`;
    else parts.push({ text: line.trim(), isItem: false });
    if (!isNone) isOpen = true;
  }
  return parts.filter(({ text: part, isItem }) => !(isItem && /^\[[ xX]\]\s/.test(part)));
}

function takeFrom(section: Section, { text, isItem }: Part): FoundTakeaway[] {
  const sentences = sentencesOf(text);
  const told = (): FoundTakeaway[] => sentences.flatMap((sentence) => takeawayIn(sentence) ?? []);
  switch (section) {
    case "decisions":
    case "lessons": {
      const kind = section === "decisions" ? "decision" : "lesson";
      const lines = isItem ? [text] : sentences;
      return lines.flatMap((line) => takeawayIn(line) ?? takeawayOf(kind, line) ?? []);
    }
    case "exclusions":
      return isItem ? exclusion(text) : told();
    case "approach":
      return isItem && choice.test(text) ? [takeawayOf("decision", text) ?? []].flat() : told();
    case "prose":
      return told();
    case "open":
      return [];
  }
}

function exclusion(text: string): FoundTakeaway[] {
  const found = takeawayOf("decision", text);
  return found ? [{ ...found, text: `Out of scope: ${found.text}` }] : [];
}
