import { PlanMetadata } from "@voiceplan/protocol";
import { z } from "zod";

/*
 * The block that may stand before a plan, a small part of YAML:
 *
 *     ---
 *     estimatedHours: 12
 *     priority: high
 *     dependencies:
 *       - Payment provider
 *     milestones:
 *       - title: Beta
 *         date: 2026-03-01
 *     ---
 *
 * A block with anything else in it is no front matter but text of the plan, so nothing is lost.
 */

// Blank is what is blank to a text that is tidied: what it would begin with then is its front matter now.
const BLOCK =
  /^\uFEFF?(?:\s*[\r\n])?---[^\S\r\n]*(?:\r\n?|\n)([\s\S]*?)(?:\r\n?|\n)---[^\S\r\n]*(?:\r\n?|\n|$)/;
const PLAIN = /^\p{L}[\p{L}\p{N} .,_()/+&'-]*$/u;
const RESERVED = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

export function readFrontMatter(markdown: string): { metadata: PlanMetadata | null; body: string } {
  const match = BLOCK.exec(markdown);
  const metadata = match ? parseBlock((match[1] ?? "").split(/\r\n?|\n/)) : null;
  if (match === null || metadata === null) return { metadata: null, body: markdown };
  return { metadata, body: markdown.slice(match[0].length) };
}

/** The block with a blank line after it; nothing for metadata that say nothing. */
export function writeFrontMatter(metadata: PlanMetadata): string {
  const { estimatedHours, priority, dependencies, milestones } = metadata;
  const lines: string[] = [];
  if (estimatedHours !== null) lines.push(`estimatedHours: ${estimatedHours}`);
  if (priority !== null) lines.push(`priority: ${priority}`);
  if (dependencies.length > 0) lines.push("dependencies:");
  for (const dependency of dependencies) lines.push(`  - ${scalar(dependency)}`);
  if (milestones.length > 0) lines.push("milestones:");
  for (const { title, date } of milestones) {
    lines.push(`  - title: ${scalar(title)}`);
    if (date !== null) lines.push(`    date: ${date}`);
  }
  return lines.length === 0 ? "" : ["---", ...lines, "---", "", ""].join("\n");
}

function scalar(text: string): string {
  const plain = PLAIN.test(text) && !RESERVED.test(text) && text.trim() === text;
  return plain ? text : JSON.stringify(text);
}

function readScalar(text: string): string | null {
  if (!text.startsWith('"')) return text;
  try {
    return z.string().parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Null when a line is not of the form above. */
function parseBlock(lines: readonly string[]): PlanMetadata | null {
  const fields = new Map<string, unknown>();
  const dependencies: string[] = [];
  const milestones: { title: string; date: string | null }[] = [];
  const lists = new Map<string, unknown[]>([
    ["dependencies", dependencies],
    ["milestones", milestones],
  ]);
  let list = "";

  for (const line of lines) {
    const field = /^(\w+):(?:[ \t]+(\S.*?))?[ \t]*$/s.exec(line);
    const item = /^[ \t]*-[ \t]+(\S.*?)[ \t]*$/s.exec(line)?.[1];
    const date = /^[ \t]+date:[ \t]+(\d{4}-\d{2}-\d{2})[ \t]*$/.exec(line)?.[1];
    if (field) {
      const [, key = "", value] = field;
      if (fields.has(key)) return null;
      if (lists.has(key) !== (value === undefined)) return null;
      if (key === "estimatedHours") fields.set(key, hours(value ?? ""));
      else if (key === "priority") fields.set(key, value);
      else if (lists.has(key)) fields.set(key, lists.get(key));
      else return null;
      list = key;
    } else if (item !== undefined && list === "dependencies") {
      const text = readScalar(item);
      if (text === null) return null;
      dependencies.push(text);
    } else if (item !== undefined && list === "milestones") {
      const text = readScalar(item.replace(/^title:[ \t]+/, ""));
      if (text === null) return null;
      milestones.push({ title: text, date: null });
    } else if (date !== undefined && list === "milestones") {
      const last = milestones.at(-1);
      if (last === undefined || last.date !== null) return null;
      last.date = date;
    } else {
      return null;
    }
  }
  const emptyList = [...lists].some(([key, items]) => fields.has(key) && items.length === 0);
  if (fields.size === 0 || emptyList) return null;

  const metadata = PlanMetadata.safeParse({
    estimatedHours: null,
    priority: null,
    dependencies,
    milestones,
    ...Object.fromEntries(fields),
  });
  return metadata.success ? metadata.data : null;
}

function hours(text: string): number {
  return /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
