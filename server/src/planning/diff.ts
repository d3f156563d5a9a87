import type {
  LineDiff,
  PlanDiff,
  PlanMetadata,
  PlanSection,
  SectionDiff,
} from "@voiceplan/protocol";
import { diffArrays } from "diff";
import { parsePlan } from "./planMarkdown.ts";

/** What a version is for a comparison. */
export interface Side {
  /** The whole text. */
  content: string;
  sections: readonly PlanSection[];
  metadata: PlanMetadata;
}

/** Compares two versions section by section, and in those that both have line by line. */
export function diffPlans(from: Side, to: Side): PlanDiff {
  const pairs = pairSections(from.sections, to.sections);
  const moved = movedOf(pairs);
  const sections = pairs.map(([before, after]): SectionDiff => ({
    title: after?.title ?? before?.title ?? "",
    from: before?.order ?? null,
    to: after?.order ?? null,
    isMoved: after !== null && moved.has(after),
    lines: diffLines(linesOf(before), linesOf(after)),
  }));
  return {
    sections,
    metadata: { from: from.metadata, to: to.metadata },
    title: { from: parsePlan(from.content).title, to: parsePlan(to.content).title },
  };
}

/** Whether the section reads the same in both versions, wherever it stands. */
export function isSame({ from, to, lines }: SectionDiff): boolean {
  return from !== null && to !== null && lines.every(({ kind }) => kind === "same");
}

type Pair = readonly [before: PlanSection | null, after: PlanSection | null];

/** Those of the same title belong together, the first with the first. */
function pairSections(from: readonly PlanSection[], to: readonly PlanSection[]): Pair[] {
  const left = [...from];
  const pairs: Pair[] = to.map((after) => {
    const at = left.findIndex(({ title }) => sameTitle(title, after.title));
    return [at < 0 ? null : (left.splice(at, 1)[0] ?? null), after];
  });
  for (const before of left) {
    const next = pairs.findIndex(([other]) => other !== null && other.order > before.order);
    pairs.splice(next < 0 ? pairs.length : next, 0, [before, null]);
  }
  return pairs;
}

function sameTitle(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The sections outside the longest run of those that keep their order. */
function movedOf(pairs: readonly Pair[]): Set<PlanSection> {
  const both = pairs.flatMap(([before, after]) => (before && after ? [{ before, after }] : []));
  const runs: (typeof both)[] = [];
  for (const [at, pair] of both.entries()) {
    const longest = runs
      .slice(0, at)
      .filter((run) => (run.at(-1)?.before.order ?? -1) < pair.before.order)
      .reduce<typeof both>((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, pair]);
  }
  const kept = runs.reduce<typeof both>((best, run) => (run.length > best.length ? run : best), []);
  const stays = new Set(kept);
  return new Set(both.filter((pair) => !stays.has(pair)).map(({ after }) => after));
}

function linesOf(section: PlanSection | null): string[] {
  return section === null || section.content === "" ? [] : section.content.split("\n");
}

function diffLines(from: readonly string[], to: readonly string[]): LineDiff[] {
  return diffArrays([...from], [...to]).flatMap(({ value, added, removed }) =>
    value.map((text): LineDiff => ({ kind: added ? "added" : removed ? "removed" : "same", text })),
  );
}
