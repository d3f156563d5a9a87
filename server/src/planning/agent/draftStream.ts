import { keepSections } from "../keepSections.ts";
import { parsePlan, replaceSection } from "../planMarkdown.ts";
import type { PlannerStep } from "../planner.ts";
import { PartialJson } from "./partialJson.ts";

/** So much has to be new before the draft is shown again, in characters. */
const GROWTH = 120;

/** Shows a plan while it is written: again with each line's end, once enough has come since the last time. */
export class GrowingDraft {
  #shown = 0;

  /** The step that shows `markdown`, or null where it is too early. */
  grow(title: string, markdown: string, whole: string): PlannerStep | null {
    const line = markdown.lastIndexOf("\n") + 1;
    if (line - this.#shown < GROWTH) return null;
    this.#shown = line;
    return { type: "draft", title, markdown: whole };
  }
}

/** Reads the arguments of one call of a tool as they come, and shows the plan in them. */
export class DraftStream {
  readonly #json = new PartialJson();
  readonly #growing = new GrowingDraft();
  readonly #tool: string;
  readonly #before: { title: string; markdown: string } | null;

  /** `before`: the open plan, which a revision changes. */
  constructor(tool: string, before: { title: string; markdown: string } | null) {
    this.#tool = tool;
    this.#before = before;
  }

  push(piece: string): PlannerStep | null {
    this.#json.push(piece);
    if (this.#tool === "revise_section") {
      const section = this.#json.text("section");
      const content = this.#json.text("content");
      if (this.#before === null || section === undefined || content === undefined) return null;
      const whole = replaceSection(this.#before.markdown, section, content);
      return this.#growing.grow(this.#before.title, content, whole);
    }
    if (this.#tool !== "draft_plan" && this.#tool !== "revise_plan") return null;
    const markdown = this.#json.text("markdown");
    if (markdown === undefined) return null;
    const title =
      this.#json.text("title") ??
      parsePlan(markdown).title ??
      this.#before?.title ??
      "Development plan";
    const isRevision = this.#tool === "revise_plan" && this.#before !== null;
    const whole = isRevision ? revised(this.#before.markdown, markdown) : markdown;
    return this.#growing.grow(title, markdown, whole);
  }
}

/**
 * The plan with the sections in it that are written so far. Which ones are meant may be named only after
 * them, so that until the end all others stay.
 */
function revised(before: string, written: string): string {
  const lines = written.slice(0, written.lastIndexOf("\n") + 1);
  const titles = parsePlan(lines).sections.map(({ title }) => title);
  return keepSections(before, lines, titles);
}
