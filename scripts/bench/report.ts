import { cpus, totalmem } from "node:os";
import { readFile, writeFile } from "node:fs/promises";
import { format, resolveConfig } from "prettier";
import { inRoot } from "../lib/paths.mjs";
import type { Summary } from "./summary.ts";
import { latencyTable, othersTable, partsTable } from "./table.ts";

const BEGIN = "<!-- figures: written by `npm run bench -- --docs` -->";
const END = "<!-- end of figures -->";

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

/** Puts the report between its markers in docs/performance.md. */
export async function writeDocs(text: string): Promise<void> {
  const file = inRoot("docs", "performance.md");
  const before = await readFile(file, "utf8");
  const [head] = before.split(BEGIN);
  const [, tail] = before.split(END);
  if (head === undefined || tail === undefined) throw new Error(`${file} has lost its markers.`);
  const after = `${head}${BEGIN}\n\n${text}\n\n${END}${tail}`;
  await writeFile(file, await format(after, { ...(await resolveConfig(file)), filepath: file }));
}

function machine(): string {
  const cores = cpus();
  const gigabytes = (totalmem() / 1024 ** 3).toFixed(0);
  return `${cores.length} cores (${cores[0]?.model ?? "unknown"}), ${gigabytes} GB, Node ${process.versions.node}`;
}
