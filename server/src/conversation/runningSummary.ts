import type { Message } from "@voiceplan/protocol";

/** So long at most; what was said first goes when it is more, and stays in the record. */
const LONGEST = 4000;
const LONGEST_LINE = 200;
/** Fewer words are an answer that says little without its question. */
const LEAST_WORDS = 4;

/**
 * The summary of a conversation, gone on with by messages that the planner no longer gets: what the
 * person said, a line each, in their own words.
 */
export function runningSummary(summary: string, dropped: readonly Message[]): string {
  const lines = dropped.flatMap(({ role, content }) => {
    const line = content.replace(/\s+/g, " ").trim();
    if (role !== "user" || line.split(" ").length < LEAST_WORDS) return [];
    return [
      `- ${line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 1).toWellFormed()}…`}`,
    ];
  });
  const all = [...summary.split("\n").filter((line) => line !== ""), ...lines];
  let length = 0;
  const kept = all.toReversed().filter((line) => {
    length += line.length + 1;
    return length <= LONGEST;
  });
  return kept.toReversed().join("\n");
}
