import type { ConversationSummary } from "@voiceplan/protocol";

/**
 * A list with a conversation as it is now, the one in which something was said last first. In a list that
 * is not the whole, as after a search, only those change that are in it.
 */
export function withConversation(
  items: readonly ConversationSummary[],
  changed: ConversationSummary,
  { isWhole }: { isWhole: boolean },
): ConversationSummary[] {
  const others = items.filter(({ id }) => id !== changed.id);
  if (!isWhole && others.length === items.length) return others;
  const at = others.findIndex(({ updatedAt }) => updatedAt <= changed.updatedAt);
  return others.toSpliced(at < 0 ? others.length : at, 0, changed);
}
