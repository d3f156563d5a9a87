import { expect, test } from "vitest";
import { DraftStream } from "./draftStream.ts";

const before = {
  title: "CSV export",
  markdown:
    "# CSV export\n\nFor the accountants.\n\n## Overview\n\nAdd it to the portal.\n\n## Tasks\n\n- [x] Quote cells\n\n## Risks\n\nUmlauts.\n",
};
const task =
  "- [ ] Stream the rows, so that an export of many years does not fill the memory of the server, and measure it\n";

/** Every draft that is shown while these arguments come, a character at a time. */
function shown(tool: string, plan: typeof before | null, args: object): string[] {
  const stream = new DraftStream(tool, plan);
  return [...JSON.stringify(args)].flatMap((character) => {
    const step = stream.push(character);
    return step?.type === "draft" ? [step.markdown] : [];
  });
}

test("a revision is shown in the whole plan, whether its sections are named before or after it", () => {
  const markdown = `## Tasks\n\n- [x] Quote cells\n${task}${task}\n## Rollout\n\n${task}${task}`;
  const sections = ["Tasks", "Rollout"];
  for (const args of [{ markdown, sections }, { sections, markdown }, { markdown }]) {
    const drafts = shown("revise_plan", before, args);
    expect(drafts.length).toBeGreaterThan(2);
    for (const draft of drafts) {
      expect(draft).toMatch(/^# CSV export\n\nFor the accountants\.\n\n## Overview\n\nAdd it/);
      expect(draft).toContain("## Tasks\n\n- [x] Quote cells\n- [ ] Stream the rows");
      expect(draft.match(/^## /gm)?.length).toBe(draft.includes("## Rollout") ? 4 : 3);
      expect(draft).toContain("## Risks\n\nUmlauts.\n");
    }
    expect(drafts.at(-1)).toContain(`## Rollout\n\n${task}`);
  }
});

test("a heading is shown once its line is whole", () => {
  const markdown = `## Tasks\n\n${task}${task}## A rollout to one customer after the other\n\n${task}${task}`;
  const titles = shown("revise_plan", before, { markdown }).flatMap(
    (draft) => draft.match(/^## .*$/gm) ?? [],
  );
  expect(new Set(titles)).toEqual(
    new Set([
      "## Overview",
      "## Tasks",
      "## Risks",
      "## A rollout to one customer after the other",
    ]),
  );
});

test("where no plan is open, what is written is all there is", () => {
  const markdown = `# Other\n\n## Tasks\n\n${task}${task}`;
  for (const tool of ["draft_plan", "revise_plan"]) {
    const drafts = shown(tool, null, { title: "Other", markdown });
    expect(drafts.length).toBeGreaterThan(0);
    for (const draft of drafts) expect(markdown.startsWith(draft)).toBe(true);
  }
});
