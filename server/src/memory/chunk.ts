import { createHash } from "node:crypto";
import { wordsOf } from "../lib/words.ts";
import type { NewChunk } from "../store/memory/chunks.ts";
import type { Passage } from "./passages.ts";

/** What all passages of a source have in common. */
export type ChunkSource = Pick<
  NewChunk,
  | "ownerId"
  | "projectId"
  | "planId"
  | "conversationId"
  | "sourceKind"
  | "sourceId"
  | "version"
  | "title"
  | "at"
>;

/** What stands between the parts of a heading path. */
const BELOW = " › ";

/** The headings above a passage that is kept, the outermost first. */
export const headingPath = (heading: string): string[] => heading.split(BELOW);

/** The passages of a source as they are kept. `above` stands before their own headings. */
export function chunksOf(
  source: ChunkSource,
  passages: readonly Passage[],
  above: readonly string[] = [],
): NewChunk[] {
  return passages.map(({ headings, content }, place) => {
    const heading = [...above, ...headings].join(BELOW);
    const { title } = source;
    return {
      ...source,
      place,
      heading,
      content,
      hash: hashOf(title, heading, content),
      titleWords: wordsOf(title).join(" "),
      headingWords: wordsOf(heading).join(" "),
      words: wordsOf(content).join(" "),
    };
  });
}

/** What is embedded of a passage: its words, without the marks of Markdown. */
export function embeddedText({
  title,
  heading,
  content,
}: Pick<NewChunk, "title" | "heading" | "content">): string {
  const plain = content
    .replace(/^\s*(?:[-*+]|\d+\.)?\s*(?:\[[ xX]\]\s)?/gm, "")
    .replace(/[*_`#>|]+/g, " ");
  return `${title}. ${heading.replaceAll(BELOW, ", ")}\n${plain}`;
}

/** A task that is ticked is the same passage. */
function hashOf(...parts: string[]): string {
  const text = parts.join("\n").replace(/\[[xX]\]/g, "[ ]");
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
