import type { LineDiff, PlanMetadata } from "@voiceplan/protocol";

/** A line of a comparison; a fold stands for so many lines that both have. */
export type InlineRow = LineDiff | { kind: "fold"; lines: number };

/** What stands side by side: null where the other has no such line. */
export type PairRow =
  | { kind: "pair"; before: LineDiff | null; after: LineDiff | null }
  | { kind: "fold"; lines: number };

/** So many lines that both have are shown around a change. */
const CONTEXT = 3;

/** The lines with long stretches that both have folded away. */
export function inlineRows(lines: readonly LineDiff[]): InlineRow[] {
  const rows: InlineRow[] = [];
  for (const run of runsOf(lines)) {
    const isFirst = rows.length === 0;
    const isLast = run.at(-1) === lines.at(-1);
    const head = isFirst ? 0 : CONTEXT;
    const tail = isLast ? 0 : CONTEXT;
    const folded = run.length - head - tail;
    if (run[0]?.kind !== "same" || folded <= 1) {
      rows.push(...run);
      continue;
    }
    rows.push(...run.slice(0, head), { kind: "fold", lines: folded });
    rows.push(...run.slice(run.length - tail));
  }
  return rows;
}

/** The same, what was removed beside what was added in its place. */
export function pairRows(lines: readonly LineDiff[]): PairRow[] {
  const rows: PairRow[] = [];
  let gone: LineDiff[] = [];
  let come: LineDiff[] = [];
  const flush = (): void => {
    for (let at = 0; at < Math.max(gone.length, come.length); at += 1) {
      rows.push({ kind: "pair", before: gone[at] ?? null, after: come[at] ?? null });
    }
    [gone, come] = [[], []];
  };
  for (const row of inlineRows(lines)) {
    if (row.kind === "removed") gone.push(row);
    else if (row.kind === "added") come.push(row);
    else {
      flush();
      rows.push(row.kind === "fold" ? row : { kind: "pair", before: row, after: row });
    }
  }
  flush();
  return rows;
}

/** What differs in the metadata, a line each. */
export function metadataChanges(from: PlanMetadata, to: PlanMetadata): string[] {
  const told = (label: string, before: string, after: string): string[] =>
    before === after ? [] : [`${label}: ${before || "not set"} → ${after || "not set"}`];
  const milestones = (metadata: PlanMetadata): string =>
    metadata.milestones.map(({ title, date }) => (date ? `${title} (${date})` : title)).join(", ");
  const hours = ({ estimatedHours }: PlanMetadata): string =>
    estimatedHours === null ? "" : `${estimatedHours} h`;
  return [
    ...told("Estimate", hours(from), hours(to)),
    ...told("Priority", from.priority ?? "", to.priority ?? ""),
    ...told("Depends on", from.dependencies.join(", "), to.dependencies.join(", ")),
    ...told("Milestones", milestones(from), milestones(to)),
  ];
}

/** Neighbours of which either all are in both, or none is. */
function runsOf(lines: readonly LineDiff[]): LineDiff[][] {
  const runs: LineDiff[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && (run[0]?.kind === "same") === (line.kind === "same")) run.push(line);
    else runs.push([line]);
  }
  return runs;
}
