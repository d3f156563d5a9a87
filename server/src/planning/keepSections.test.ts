import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyMetadata } from "@voiceplan/protocol";
import { keepSections } from "./keepSections.ts";
import { headings } from "./markdownLines.ts";
import { parsePlan, writePlan } from "./planMarkdown.ts";
import { readFrontMatter } from "./planFrontMatter.ts";

const plan = [
  "# Export  ",
  "Introduction.",
  "## Goals",
  "* One\t",
  "",
  "",
  "## Phase one ##",
  "1) Build",
  "## Risks",
  "None",
].join("\n");

/** The plan as one who rewrites it writes it: with other blank lines and marks. */
const tidied = writePlan(parsePlan(plan));

/** The bytes of every section, by their order. */
function bytesOf(markdown: string): string[] {
  const { body } = readFrontMatter(markdown);
  const starts = headings(body).filter(({ level }) => level === 2);
  return starts.map(({ start }, at) => body.slice(start, starts[at + 1]?.start));
}

describe("a plan that is written anew", () => {
  test("stays byte for byte where it reads as it did", () => {
    expect(keepSections(plan, tidied, null)).toBe(plan);
    const changed = tidied.replace("1) Build", "1) Build less");
    expect(keepSections(plan, changed, null)).toBe(
      plan.replace("## Phase one ##\n1) Build\n", "## Phase one\n\n1) Build less\n\n"),
    );
  });

  test("takes nothing but the sections that are named", () => {
    const rewritten = "# Export\n\n## Goals\n\nAll else.\n\n## Phase one\n\nLess.\n";
    expect(keepSections(plan, rewritten, ["phase one"])).toBe(
      plan.replace("## Phase one ##\n1) Build\n", "## Phase one\n\nLess.\n"),
    );
  });

  test("takes out a section that is named, adds another, and moves none", () => {
    const rewritten = "# Export\n\n## Rollout\n\nSlowly.\n";
    expect(keepSections(plan, rewritten, ["Rollout", "Risks"])).toBe(
      `${plan.slice(0, plan.indexOf("## Risks"))}## Rollout\n\nSlowly.\n`,
    );
  });

  test("gets its new title, and keeps its front matter and its line ends", () => {
    const before = `---\npriority: high\n---\n${plan}`.replaceAll("\n", "\r\n");
    const after = keepSections(before, tidied.replace("# Export", "# Import"), null);
    expect(after).toBe(before.replace("# Export  ", "# Import"));
    expect(keepSections(before, `${tidied}\n## More\n\nText.\n`, null)).toBe(
      `${before}\r\n\r\n## More\r\n\r\nText.\r\n`,
    );
  });

  test("never swallows a section into code that was left open", () => {
    const open = "## A\n\na\n\n## B\n\n```\ncode";
    const after = keepSections(open, `${open}\n\`\`\`\n\n## C\n\nc\n`, null);
    expect(parsePlan(after).sections.map(({ title }) => title)).toEqual(["A", "B", "C"]);
  });

  test("is the same plan where it is the same text, for every text", () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => {
        expect(keepSections(markdown, markdown, null)).toBe(markdown);
        expect(keepSections(markdown, markdown, [])).toBe(markdown);
      }),
    );
  });

  test("reads as what was written, every other section byte for byte, for every text", () => {
    fc.assert(
      fc.property(anyMarkdown, fc.nat(8), anyText, fc.boolean(), (markdown, pick, text, named) => {
        const document = parsePlan(markdown);
        const sections = document.sections.filter(({ title }) => title !== "");
        const titles = sections.map(({ title }) => title);
        fc.pre(titles.length > 0 && new Set(titles.map(lowered)).size === titles.length);
        const at = pick % titles.length;
        const written = document.sections.map((one) =>
          one === sections[at] ? { ...one, content: text } : one,
        );
        const whole = { ...document, metadata: emptyMetadata, sections: written };
        const after = writePlan(whole);
        const kept = keepSections(markdown, after, named ? titles.slice(at, at + 1) : null);
        expect(parsePlan(kept).sections).toEqual(parsePlan(after).sections);
        expect(bytesOf(kept).toSpliced(at, 1)).toEqual(bytesOf(markdown).toSpliced(at, 1));
      }),
    );
  });

  test("changes no section that is not named, whatever is written, for every text", () => {
    fc.assert(
      fc.property(anyMarkdown, anyMarkdown, fc.constantFrom("A", "B"), (markdown, other, name) => {
        const unnamed = (text: string): string[] =>
          bytesOf(text).filter(
            (bytes) => parsePlan(bytes).sections[0]?.title.toUpperCase() !== name,
          );
        fc.pre(!isOpen(markdown) && !isOpen(other));
        const kept = keepSections(markdown, other, [name]);
        expect(unnamed(kept).map(trimmed).toSorted()).toEqual(
          unnamed(markdown).map(trimmed).toSorted(),
        );
      }),
    );
  });
});

const lowered = (text: string) => text.toLowerCase();
/** What was last in the plan gets a line end where something follows. */
const trimmed = (text: string) => text.trimEnd();
const isOpen = (text: string) => headings(`${text}\n## end\n`).at(-1)?.text !== "end";

const anyText = fc
  .array(fc.constantFrom("- [ ] task", "", "    code", "words", "### Part", "1. one"), {
    maxLength: 6,
  })
  .map((lines) => lines.join("\n"));

const anyMarkdown = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."# T|## A|## B|## C|## a ##|### D|```|~~~|- x|    ## no|words|* y\t||---|\r".split("|"),
        "priority: high",
      ),
      fc.string(),
    ),
  )
  .map((lines) => lines.join("\n"));
