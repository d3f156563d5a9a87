import { readFile, writeFile } from "node:fs/promises";
import { format, resolveConfig } from "prettier";
import { inRoot } from "../lib/paths.mjs";
import { machine } from "./machine.ts";
import type { Summary } from "./summary.ts";
import { latencyTable, othersTable, partsTable } from "./table.ts";

/** The parts of docs/performance.md that are written by the bench. */
type Part = "figures" | `${"REST" | "retrieval"}, ${"embedded" | "server"}`;

/** The tables with what they mean, as Markdown. */
export function report(summaries: readonly Summary[], firstLoadBytes: number): string {
  return [
    `Measured on ${machine()}. Three figures are median / p95 / p99 in milliseconds.`,
    latencyTable(summaries),
    "Where the time goes beside the provider's own:",
    partsTable(summaries),
    "And beside the spoken turns (p99 of how late the measuring processes were themselves):",
    othersTable(summaries, firstLoadBytes),
  ].join("\n\n");
}

/** Puts a report between its markers in docs/performance.md. */
export async function writeDocs(part: Part, text: string): Promise<void> {
  const begin = `<!-- ${part}: written by \`npm run bench -- --docs\` -->`;
  const end = `<!-- end of ${part} -->`;
  const file = inRoot("docs", "performance.md");
  const before = await readFile(file, "utf8");
  const [head] = before.split(begin);
  const [, tail] = before.split(end);
  if (head === undefined || tail === undefined) throw new Error(`${file} has lost its markers.`);
  const after = `${head}${begin}\n\n${text}\n\n${end}${tail}`;
  await writeFile(file, await format(after, { ...(await resolveConfig(file)), filepath: file }));
}
