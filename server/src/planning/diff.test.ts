import { emptyMetadata, type PlanSection } from "@voiceplan/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlanDiff } from "@voiceplan/protocol";
import { diffPlans, isSame, type Side } from "./diff.ts";

const side = (...sections: readonly (readonly [string, string])[]): Side => ({
  content: "",
  sections: sections.map(([title, content], order) => ({ title, content, order })),
  metadata: emptyMetadata,
});

/** One of the two versions as the diff tells it. */
function read(diff: PlanDiff, which: "from" | "to"): Pick<PlanSection, "order" | "content">[] {
  const other = which === "from" ? "added" : "removed";
  return diff.sections
    .flatMap((section) => {
      const order = section[which];
      const lines = section.lines.filter(({ kind }) => kind !== other).map(({ text }) => text);
      return order === null ? [] : [{ order, content: lines.join("\n") }];
    })
    .toSorted((a, b) => a.order - b.order);
}

const line = fc.constantFrom("- [ ] one", "- [x] one", "- [ ] two", "text", "", "## no heading");
const content = fc.array(line, { maxLength: 6 }).map((lines) => lines.join("\n"));
const titles = fc.constantFrom("Goals", "goals", "Risks", "Testing", "Rollout", "");
const anySide = fc
  .array(fc.tuple(titles, content), { maxLength: 6 })
  .map((sections) => side(...sections));

describe("the difference of two versions", () => {
  test("read from either side gives that side", () => {
    fc.assert(
      fc.property(anySide, anySide, (from, to) => {
        const diff = diffPlans(from, to);
        const plain = ({ sections }: Side) =>
          sections.map(({ order, content: text }) => ({ order, content: text }));
        expect(read(diff, "from")).toEqual(plain(from));
        expect(read(diff, "to")).toEqual(plain(to));
      }),
    );
  });

  test("of a version with itself is nothing", () => {
    fc.assert(
      fc.property(anySide, (one) => {
        const { sections } = diffPlans(one, one);
        expect(sections.every((section) => isSame(section) && !section.isMoved)).toBe(true);
      }),
    );
  });

  test("knows a section that moved from one that changed", () => {
    const from = side(["Goals", "a"], ["Risks", "b"], ["Testing", "c"]);
    const to = side(["Testing", "c"], ["Goals", "a"], ["Risks", "other"]);
    expect(diffPlans(from, to).sections).toMatchObject([
      { title: "Testing", from: 2, to: 0, isMoved: true },
      { title: "Goals", isMoved: false },
      { title: "Risks", isMoved: false, lines: [{ kind: "removed" }, { kind: "added" }] },
    ]);
  });

  test("keeps what is gone where it was", () => {
    const diff = diffPlans(
      side(["Goals", "a"], ["Risks", "b"], ["Testing", "c"]),
      side(["Goals", "a"], ["Testing", "c"]),
    );
    expect(diff.sections.map(({ title, to }) => [title, to])).toEqual([
      ["Goals", 0],
      ["Risks", null],
      ["Testing", 1],
    ]);
  });
});
