import { wordsOf } from "../lib/words.ts";
import type { Ranked } from "./fuse.ts";

/**
 * The same words once: a decision that stands in a passage of a plan that was found is shown there, in
 * its place; of one that was said the message is left out, unless more of the query is in what it says
 * besides.
 */
export function saidOnce<R extends Ranked>(found: readonly R[]): R[] {
  const takeaways = found.filter(({ passage }) => isTakeaway(passage.sourceKind));
  if (takeaways.length === 0) return [...found];
  const others = new Map(
    found.map((one) => [one, ` ${wordsOf(one.passage.content).join(" ")} `] as const),
  );
  const left = new Set<R>();
  for (const takeaway of takeaways) {
    const words = others.get(takeaway) ?? "";
    const { planId, conversationId } = takeaway.passage;
    for (const [other, text] of others) {
      const { sourceKind, sourceId } = other.passage;
      if (isTakeaway(sourceKind) || !text.includes(words)) continue;
      if (sourceKind === "plan" && sourceId === planId) left.add(takeaway);
      const saysNoMore = other.coverage <= takeaway.coverage || text === words;
      if (sourceKind === "message" && other.passage.conversationId === conversationId && saysNoMore)
        left.add(other);
    }
  }
  return found.filter((one) => !left.has(one));
}

function isTakeaway(sourceKind: string): boolean {
  return sourceKind === "decision" || sourceKind === "lesson";
}
