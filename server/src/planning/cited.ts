import type { Source } from "@voiceplan/protocol";
import type { Recollection } from "./recall.ts";

const MOST = 3;
/** So many rarer words of a passage in a reply are no accident. */
const SHARED_WORDS = 3;
const LEAST_LETTERS = 5;

/**
 * The sources that a reply goes back to, in the order of the recollections: it names the plan or the
 * project, or says what the passage says in the same words. Words of the message itself prove nothing.
 */
export function citedSources(
  reply: string,
  message: string,
  recollections: readonly Recollection[],
): Source[] {
  const said = ` ${plain(reply)} `;
  const asked = new Set(plain(message).split(" "));
  const sources = new Map<string, Source>();
  for (const { source, project, text } of recollections) {
    const isTakeaway = source.kind === "decision" || source.kind === "lesson";
    const isSaid = source.kind === "message" || source.kind === "conversation";
    // Whoever names a project does not mean each of its decisions, and every conversation is called one.
    const titles = isTakeaway ? [] : isSaid ? [project ?? ""] : [source.title, project ?? ""];
    const names = titles.map(plain);
    const isNamed = names.some((name) => name !== "" && said.includes(` ${name} `));
    const words = [...new Set(plain(text).split(" "))].filter(
      (word) => word.length >= LEAST_LETTERS,
    );
    const shared = words.filter((word) => !asked.has(word) && said.includes(` ${word} `));
    const enough = isTakeaway ? Math.max(2, Math.min(SHARED_WORDS, words.length)) : SHARED_WORDS;
    if (isNamed || shared.length >= enough) sources.set(source.id, source);
  }
  return [...sources.values()].slice(0, MOST);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
