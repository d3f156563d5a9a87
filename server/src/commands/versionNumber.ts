import type { Plan } from "@voiceplan/protocol";
import { wholeNumber } from "./numbers.ts";

/**
 * The version that words name: "two", "second", "7"; "latest" is 0 and "previous" -1, to be counted
 * back from the newest. Null: none.
 */
export function versionNumber(words: string): number | null {
  if (/^(?:latest|newest|current|most recent)/.test(words)) return 0;
  if (/^(?:previous|last|prior|earlier|one before)/.test(words)) return -1;
  const number = wholeNumber(words);
  return number !== null && number >= 1 ? number : null;
}

/** The version of this plan that a number means; null: it has none such. */
export function versionOf(
  { currentVersion }: Pick<Plan, "currentVersion">,
  number: number,
): number | null {
  const meant = number > 0 ? number : currentVersion + number;
  return meant >= 1 && meant <= currentVersion ? meant : null;
}
