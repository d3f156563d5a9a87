import type { Vocabulary } from "./port.ts";

/** Whisper reads the last 224 tokens of a prompt and no more. */
const MAX_TOKENS = 224;

const LEAD = "Glossary: ";
const LONGEST_TERM = 60;

/**
 * The words that the recogniser should expect, as a prompt of at most 224 tokens, or "" when there are
 * none. Whisper keeps the end of a prompt and leans on what is nearest to the speech, so the best words
 * stand last, and what does not fit is dropped from the front.
 */
export function vocabularyPrompt({ projects, terms }: Vocabulary): string {
  const seen = new Set<string>();
  const kept: string[] = [];
  let left = MAX_TOKENS - estimateTokens(LEAD) - estimateTokens(".");
  for (const raw of interleave(terms, projects)) {
    const term = raw.replace(/[\s,;]+/gu, " ").trim();
    const key = term.toLowerCase();
    if (term === "" || term.length > LONGEST_TERM || seen.has(key)) continue;
    const cost = estimateTokens(`, ${term}`);
    if (cost > left) continue;
    seen.add(key);
    kept.push(term);
    left -= cost;
  }
  return kept.length === 0 ? "" : `${LEAD}${kept.reverse().join(", ")}.`;
}

/**
 * A cautious guess: English makes a token of about four letters and names that no dictionary knows one
 * of two, so two it is; everything else counts byte by byte. Should it ever be too low, Whisper cuts
 * the front, where the least important words are.
 */
export function estimateTokens(text: string): number {
  const words = text.match(/[A-Za-z]+/g) ?? [];
  const letters = words.join("").length;
  const inWords = words.reduce((sum, word) => sum + Math.ceil(word.length / 2), 0);
  return inWords + (Buffer.byteLength(text) - letters);
}

/** The open project's own words first, three to each name of another project. */
function* interleave(terms: readonly string[], projects: readonly string[]): Generator<string> {
  let project = 0;
  for (const [index, term] of terms.entries()) {
    yield term;
    if (index % 3 === 2 && project < projects.length) yield projects[project++] ?? "";
  }
  yield* projects.slice(project);
}
