import type { PlanProgress } from "@voiceplan/protocol";
import { textLines } from "./markdownLines.ts";

const TASK = /^\s*(?:[-*+]|\d+[.)]) \[([ xX])\](?:\s|$)/;

/** Counts the checkboxes of a plan; those inside fenced code are code. */
export function progressOf(markdown: string): PlanProgress {
  let done = 0;
  let total = 0;
  for (const line of textLines(markdown)) {
    const mark = TASK.exec(line)?.[1];
    if (mark === undefined) continue;
    total += 1;
    if (mark !== " ") done += 1;
  }
  return { done, total };
}
