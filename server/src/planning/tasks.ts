import { headings, markdownLines } from "./markdownLines.ts";
import { replaceSection } from "./planMarkdown.ts";
import { readFrontMatter } from "./planFrontMatter.ts";

/** A line such as `- [ ] Write the load tests`. */
export interface Task {
  text: string;
  isDone: boolean;
  /** The second-level heading that it stands under; empty before the first. */
  section: string;
  /** Where in the Markdown its mark stands, between the brackets. */
  at: number;
}

const TASK = /^(\s*(?:[-*+]|\d+[.)])\s+\[)([ xX])\]\s+(\S.*?)\s*$/s;
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s+\S/;

/** The tasks of a plan, in order; what looks like one inside fenced code is none. */
export function tasksOf(markdown: string): Task[] {
  const titles = headings(markdown).filter(({ level }) => level <= 2);
  const tasks: Task[] = [];
  for (const { line, start, isCode } of markdownLines(markdown)) {
    const [, lead, mark, text] = (isCode ? null : TASK.exec(line)) ?? [];
    if (lead === undefined || text === undefined) continue;
    const heading = titles.findLast((title) => title.start < start);
    const section = heading?.level === 2 ? heading.text.replace(/\s+/g, " ").trim() : "";
    tasks.push({ text, isDone: mark !== " ", section, at: start + lead.length });
  }
  return tasks;
}

/** The plan with this task done; every other character stays. */
export function withTaskDone(markdown: string, { at }: Task): string {
  return `${markdown.slice(0, at)}x${markdown.slice(at + 1)}`;
}

/**
 * The plan with one more line in the list of a section, or of the part of the section whose
 * third-level heading `under` matches; every other character stays. The section is made where there
 * is none of that title. `line` is a list item in one line.
 */
export function withListItem(
  markdown: string,
  title: string,
  line: string,
  under: RegExp | null = null,
): string {
  const offset = markdown.length - readFrontMatter(markdown).body.length;
  const marks = headings(markdown).filter(({ start }) => start >= offset);
  const own = marks.findIndex(
    ({ level, text }) => level === 2 && text.trim().toLowerCase() === title.trim().toLowerCase(),
  );
  const section = marks[own];
  if (section === undefined) return replaceSection(markdown, title, line);
  const end = marks.slice(own + 1).find(({ level }) => level <= 2)?.start ?? markdown.length;
  const within = marks.filter(
    ({ level, start }) => level === 3 && start > section.start && start < end,
  );
  const part = under === null ? undefined : within.find(({ text }) => under.test(text));
  const from = part?.end ?? section.end;
  const next = part && marks.find(({ level, start }) => level <= 3 && start > part.start)?.start;
  return insertLine(markdown, line, from, Math.min(next ?? end, end));
}

/** After the last list item between `from` and `to`, else after the last line with anything in it. */
function insertLine(markdown: string, line: string, from: number, to: number): string {
  let at = from;
  let hasItems = false;
  let isInItem = false;
  for (const row of markdownLines(markdown)) {
    if (row.start < from || row.start >= to || row.line.trim() === "") continue;
    const isItem = !row.isCode && LIST_ITEM.test(row.line);
    isInItem = isItem || (isInItem && /^\s/.test(row.line));
    hasItems ||= isItem;
    // A fence that is still open would swallow the line.
    if (!row.isOpen && (isInItem || !hasItems)) at = row.end;
  }
  const newline = /\r\n/.test(markdown) ? "\r\n" : "\n";
  const before = markdown.slice(0, at);
  const lead = before === "" || before.endsWith("\n") ? "" : newline;
  const gap = hasItems ? "" : newline;
  const rest = markdown.slice(at);
  const tail = rest === "" || /^\r?\n/.test(rest) ? "" : newline;
  return `${before}${lead}${gap}${line}${newline}${hasItems ? "" : tail}${rest}`;
}
