import type { LineDiff } from "@voiceplan/protocol";
import { diffArrays } from "diff";

/** Two texts compared line by line. */
export function lineDiff(from: string, to: string): LineDiff[] {
  return diffArrays(from.split("\n"), to.split("\n")).flatMap(({ value, added, removed }) =>
    value.map((text): LineDiff => ({ kind: added ? "added" : removed ? "removed" : "same", text })),
  );
}
