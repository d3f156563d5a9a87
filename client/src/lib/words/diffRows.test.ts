import { emptyMetadata, type LineDiff } from "@voiceplan/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inlineRows, metadataChanges, pairRows } from "./diffRows.ts";

const line = fc.record({
  kind: fc.constantFrom("same", "added", "removed"),
  text: fc.string(),
});
const same = (count: number): LineDiff[] =>
  Array.from({ length: count }, (_, at) => ({ kind: "same", text: `line ${at}` }));
const added: LineDiff = { kind: "added", text: "new" };
const removed: LineDiff = { kind: "removed", text: "old" };

describe("the lines of a comparison", () => {
  test("fold away what both have, but for three lines around a change", () => {
    const rows = inlineRows([...same(10), added, ...same(10), removed]);
    expect(rows.map((row) => (row.kind === "fold" ? row.lines : row.kind.charAt(0)))).toEqual([
      ...[7, "s", "s", "s", "a"],
      ...["s", "s", "s", 4, "s", "s", "s", "r"],
    ]);
  });

  test("stand side by side, what went beside what came", () => {
    const more = { ...added, text: "more" };
    expect(pairRows([removed, added, more, ...same(1)])).toEqual([
      { kind: "pair", before: removed, after: added },
      { kind: "pair", before: null, after: more },
      { kind: "pair", before: same(1)[0], after: same(1)[0] },
    ]);
  });

  test("are all there, folded or not", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const rows = inlineRows(lines);
        const count = rows.reduce((sum, row) => sum + (row.kind === "fold" ? row.lines : 1), 0);
        expect(count).toBe(lines.length);
        const changed = (kind: string) => lines.filter((one) => one.kind === kind);
        expect(rows.filter(({ kind }) => kind === "added")).toEqual(changed("added"));
        const pairs = pairRows(lines).flatMap((row) => (row.kind === "pair" ? [row] : []));
        const before = pairs.map((pair) => pair.before).filter((one) => one?.kind === "removed");
        expect(before).toEqual(changed("removed"));
      }),
    );
  });
});

test("metadata are compared in words", () => {
  const from = { ...emptyMetadata, estimatedHours: 20, dependencies: ["Auth"] };
  const to = { ...from, estimatedHours: 24, milestones: [{ title: "Beta", date: "2026-12-05" }] };
  expect(metadataChanges(from, to)).toEqual([
    "Estimate: 20 h → 24 h",
    "Milestones: not set → Beta (2026-12-05)",
  ]);
  expect(metadataChanges(from, from)).toEqual([]);
});
