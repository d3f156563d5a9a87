import { emptyMetadata, type PlanMetadata } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import { readFrontMatter } from "./planFrontMatter.ts";
import { parsePlan } from "./planMarkdown.ts";

/** A plan as somebody writes it by hand or sends it. */
export interface PlanInput {
  /** Markdown, with or without front matter; left out: as it was. */
  content?: string;
  /** Goes before what the front matter says. */
  metadata?: Partial<PlanMetadata>;
}

interface Base {
  content: string;
  metadata: PlanMetadata;
}

const empty: Base = { content: "", metadata: emptyMetadata };

/** The text without its front matter, and the metadata by all that is said of them. */
export function readPlanInput({ content, metadata }: PlanInput, base = empty): Base {
  if (content === undefined) {
    return { content: base.content, metadata: { ...base.metadata, ...metadata } };
  }
  const read = readFrontMatter(content);
  if (read.metadata === null) return { content, metadata: { ...base.metadata, ...metadata } };
  const body = read.body.replace(/^\r?\n/, "");
  return { content: body, metadata: { ...read.metadata, ...metadata } };
}

/** The title: as given, or the first heading. Throws `invalid_payload` where there is neither. */
export function titleOf(given: string | undefined, content: string): string {
  const title = given ?? parsePlan(content).title;
  if (title) return title.slice(0, 200);
  throw new Problem(
    "invalid_payload",
    "The plan has no title. Send one, or begin the content with a heading such as “# Export”.",
  );
}
