import type { PlanMetadata, PlanSection } from "@voiceplan/protocol";
import { emptyMetadata } from "@voiceplan/protocol";
import { closeFence, headings } from "./markdownLines.ts";
import { readFrontMatter, writeFrontMatter } from "./planFrontMatter.ts";

/** A plan's Markdown taken apart. */
export interface PlanDocument {
  /** The first-level heading; null where there is none. */
  title: string | null;
  /**
   * The second-level headings in their order, each with the text below it. Text that stands before the
   * first of them comes first, as a section whose title is empty.
   */
  sections: PlanSection[];
  metadata: PlanMetadata;
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** Blank lines around it do not belong to a text; a fence that it opens, it also closes. */
function tidy(text: string): string {
  const lines = text
    .replace(/\r\n?/g, "\n")
    .replace(/^\s*\n/, "")
    .trimEnd();
  return closeFence(lines);
}

/**
 * Takes a plan apart. Takes any text: what is no front matter, no title and no heading is the text of
 * a section. Headings inside fenced code are code.
 */
export function parsePlan(markdown: string): PlanDocument {
  const { metadata, body } = readFrontMatter(markdown);
  const marks = headings(body);
  const starts = marks.filter((mark) => mark.level === 2);
  const first = starts[0]?.start ?? body.length;
  const title = marks.find((mark) => mark.level === 1 && mark.start < first);
  const before = title
    ? `${body.slice(0, title.start)}\n${body.slice(title.end, first)}`
    : body.slice(0, first);

  const parts = starts.map((mark, index) => ({
    title: oneLine(mark.text),
    content: tidy(body.slice(mark.end, starts[index + 1]?.start)),
  }));
  const introduction = tidy(before);
  if (introduction !== "") parts.unshift({ title: "", content: introduction });
  return {
    title: title ? oneLine(title.text) : null,
    sections: parts.map((part, order) => ({ ...part, order })),
    metadata: metadata ?? emptyMetadata,
  };
}

/** Writes a plan so that {@link parsePlan} reads the same again. Sections stand by their `order`. */
export function writePlan(plan: PlanDocument): string {
  const title = oneLine(plan.title ?? "");
  const sections = plan.sections
    .toSorted((a, b) => a.order - b.order)
    .map((section) => {
      const heading = oneLine(section.title);
      return block(heading === "" ? "" : `## ${heading}`, tidy(section.content));
    });
  const body = [title === "" ? "" : `# ${title}`, ...sections].filter((text) => text !== "");
  return `${writeFrontMatter(plan.metadata)}${body.join("\n\n")}\n`;
}

/**
 * The plan with another text under one of its second-level headings, or else of its third-level ones;
 * everything else stays byte for byte. Titles are compared without regard to case. Where nothing has
 * that title, a section is added at the end. `content` may begin with the heading itself.
 */
export function replaceSection(markdown: string, title: string, content: string): string {
  const wanted = oneLine(title);
  if (wanted === "") return markdown;
  const text = tidy(withoutHeading(content, wanted));
  const offset = markdown.length - readFrontMatter(markdown).body.length;
  const marks = headings(markdown.slice(offset));
  const titled = (wantedLevel: number) =>
    marks.find(({ level, text: name }) => level === wantedLevel && isTitle(name, wanted));
  const found = titled(2) ?? titled(3);
  if (found === undefined) {
    const rest = closeFence(markdown.trimEnd());
    const separator = rest === "" ? "" : "\n\n";
    return `${rest}${separator}${block(`## ${wanted}`, text)}\n`;
  }
  const heading = markdown.slice(0, offset + found.end);
  const next = marks.find(
    ({ level, start }) => start > found.start && endsPart(found.level, level),
  );
  const rest = next === undefined ? "" : `\n${markdown.slice(offset + next.start)}`;
  const line = heading.endsWith("\n") ? "" : "\n";
  return `${heading}${line}${text === "" ? "" : `\n${text}\n`}${rest}`;
}

/** The plan under another first-level heading; every other character stays. Without one, it gets none. */
export function withTitle(markdown: string, title: string): string {
  const offset = markdown.length - readFrontMatter(markdown).body.length;
  const marks = headings(markdown.slice(offset));
  const first = marks.find(({ level }) => level <= 2);
  if (first?.level !== 1) return markdown;
  const [start, end] = [offset + first.start, offset + first.end];
  const newline = /(?:\r\n?|\n)$/.exec(markdown.slice(start, end))?.[0] ?? "";
  return `${markdown.slice(0, start)}# ${oneLine(title)}${newline}${markdown.slice(end)}`;
}

/** A section ends with the next one; a part of it also with the next part, or whatever is above both. */
function endsPart(own: number, level: number): boolean {
  return own === 2 ? level === 2 : level <= own;
}

function block(heading: string, text: string): string {
  return [heading, text].filter((part) => part !== "").join("\n\n");
}

export function isTitle(text: string, wanted: string): boolean {
  return oneLine(text).toLowerCase() === wanted.toLowerCase();
}

function withoutHeading(content: string, title: string): string {
  const own = headings(content)[0];
  if (own === undefined || !isTitle(own.text, title)) return content;
  return content.slice(0, own.start).trim() === "" ? content.slice(own.end) : content;
}
