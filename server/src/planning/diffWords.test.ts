import { emptyMetadata, type PlanMetadata } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { diffPlans } from "./diff.ts";
import { diffWords } from "./diffWords.ts";
import { parsePlan } from "./planMarkdown.ts";

const before = `## Goals

- Faster

## Testing

- [ ] Load tests
- [ ] Try it by hand
- [ ] Ask the users
`;

function words(
  after: string,
  metadata: Partial<PlanMetadata> = {},
  earlier: Partial<PlanMetadata> = {},
): string | null {
  const side = (markdown: string, more: Partial<PlanMetadata>) => ({
    content: markdown,
    sections: parsePlan(markdown).sections,
    metadata: { ...emptyMetadata, ...more },
  });
  return diffWords(diffPlans(side(before, earlier), side(after, metadata)));
}

test.each([
  [`${before}\n## Rollout\n\nSlowly.\n`, "adds the section Rollout"],
  [
    `${before.replace("- [ ] Load tests\n- [ ] Try it by hand\n", "")}\n## Rollout\n`,
    "adds the section Rollout and drops two tasks",
  ],
  [before.replace("[ ] Load", "[x] Load"), "checks off one task"],
  [before.replace("Faster", "Slower"), "rewrites the section Goals"],
  [before.slice(before.indexOf("## Testing")), "drops the section Goals"],
  [`# Exports\n\n${before}`, "is called Exports"],
  [before, null],
])("of a version are what it did", (after, said) => {
  expect(words(after)).toBe(said);
});

test("tell what is known of the plan as a whole", () => {
  expect(words(before, { estimatedHours: 16, priority: "high" })).toBe(
    "sets the estimate to 16 hours and sets the priority to high",
  );
});

test("tell what is taken back, needed first and planned by when", () => {
  const known = { estimatedHours: 16, priority: "high", dependencies: ["Mail"] } as const;
  expect(words(before, {}, { ...known, dependencies: ["Mail"] })).toBe(
    "takes back the estimate, takes back the priority and changes what it depends on",
  );
  expect(words(before, { milestones: [{ title: "Beta", date: null }] })).toBe(
    "changes the milestones",
  );
});
