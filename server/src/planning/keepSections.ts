import type { PlanSection } from "@voiceplan/protocol";
import { closeFence, headings } from "./markdownLines.ts";
import { readFrontMatter } from "./planFrontMatter.ts";
import { isTitle, parsePlan, withTitle } from "./planMarkdown.ts";

/** A section as it is read, and the bytes that it is read from. */
interface Part {
  section: Pick<PlanSection, "title" | "content">;
  raw: string;
}

/** A plan in pieces that make it up again when they are put together. */
interface Pieces {
  frontMatter: string;
  /** What stands before the first section: the title and an introduction. */
  head: Part;
  title: string | null;
  parts: Part[];
}

/**
 * A plan that somebody wrote anew, with every section that they left alone byte for byte as it was
 * `before`: those that read the same, and where `changed` names sections, all others as well. Where it
 * is null, whatever reads differently is new. Titles are compared without regard to case.
 */
export function keepSections(
  before: string,
  after: string,
  changed: readonly string[] | null,
): string {
  const was = cut(before);
  const newline = before.includes("\r\n") ? "\r\n" : "\n";
  const is = cut(newline === "\n" ? after : after.replace(/\r?\n/g, newline));
  const isNamed = ({ section }: Part) =>
    changed === null || changed.some((title) => isTitle(section.title, title));
  const left = [...was.parts];
  const take = (fits: (part: Part) => boolean): Part | undefined => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  // Those that read the same belong together before those that are only called the same.
  const pairs = is.parts.map((part) => ({ part, own: take((one) => readsLike(one, part)) }));
  for (const pair of pairs) {
    pair.own ??= take(({ section }) => isTitle(section.title, pair.part.section.title));
  }
  const kept = pairs.flatMap(({ part, own }) => {
    const isLeft = own !== undefined && (!isNamed(part) || readsLike(own, part));
    if (isLeft) return [{ own, raw: own.raw }];
    return isNamed(part) ? [{ own, raw: part.raw }] : [];
  });
  // What was left out without being named stays behind what it stood behind.
  for (const own of left.filter((one) => !isNamed(one))) {
    const earlier = new Set(was.parts.slice(0, was.parts.indexOf(own)));
    const previous = kept.findLastIndex((one) => one.own && earlier.has(one.own));
    kept.splice(previous + 1, 0, { own, raw: own.raw });
  }
  const frontMatter = is.frontMatter || was.frontMatter;
  const pieces = [headOf(was, is, changed !== null), ...kept.map(({ raw }) => raw)];
  return join(frontMatter, pieces, newline);
}

/** `isLeft`: what stands before the sections was not meant; it may get another title in place of its own. */
function headOf(was: Pieces, is: Pieces, isLeft: boolean): string {
  if (!isLeft && !readsLike(was.head, is.head)) return is.head.raw;
  if (is.title === null || is.title === was.title) return was.head.raw;
  if (was.title !== null) return withTitle(was.head.raw, is.title);
  return isLeft ? was.head.raw : is.head.raw;
}

const readsLike = (one: Part, other: Part): boolean =>
  one.section.title === other.section.title && one.section.content === other.section.content;

function cut(markdown: string): Pieces {
  const { title, sections } = parsePlan(markdown);
  const { body } = readFrontMatter(markdown);
  const starts = headings(body).filter(({ level }) => level === 2);
  const introduction = sections.length > starts.length ? sections[0] : undefined;
  const named = introduction ? sections.slice(1) : sections;
  return {
    frontMatter: markdown.slice(0, markdown.length - body.length),
    head: {
      section: { title: "", content: introduction?.content ?? "" },
      raw: body.slice(0, starts[0]?.start),
    },
    title,
    parts: named.map((section, at) => ({
      section,
      raw: body.slice(starts[at]?.start, starts[at + 1]?.start),
    })),
  };
}

/** Every piece begins a line, and outside of code. */
function join(frontMatter: string, pieces: readonly string[], newline: string): string {
  return pieces.reduce((text, piece) => {
    if (piece === "" || text === "") return text + piece;
    if (text === frontMatter) return `${text}${text.endsWith("\n") ? "" : newline}${piece}`;
    const closed = closeFence(text);
    return `${closed}${closed.endsWith("\n") ? "" : newline.repeat(2)}${piece}`;
  }, frontMatter);
}
