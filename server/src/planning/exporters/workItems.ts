import type { MarkedToken, Tokens } from "marked";
import { blocksOf, known, plainText } from "./markdownTokens.ts";

/** One checkbox of a plan, as trackers want it. */
export interface WorkItem {
  /** Plain words, one line. */
  title: string;
  /** What stands below it, as Markdown; empty where nothing does. */
  notes: string;
  isDone: boolean;
  /** The headings it stands under, the outermost first, without the plan's title. */
  path: readonly string[];
}

/** The tasks of a plan in their order. A task below a task is one of its own, and part of its notes. */
export function workItemsOf(markdown: string): WorkItem[] {
  const items: WorkItem[] = [];
  const headings: { depth: number; title: string }[] = [];
  const take = (tokens: readonly MarkedToken[]): void => {
    for (const token of tokens) {
      if (token.type === "heading") {
        while ((headings.at(-1)?.depth ?? 0) >= token.depth) headings.pop();
        const title = plainText(token.tokens).trim();
        if (token.depth > 1) headings.push({ depth: token.depth, title });
      } else if (token.type === "list") {
        token.items.forEach(takeItem);
      }
    }
  };
  const takeItem = (item: Tokens.ListItem): void => {
    const parts = known(item.tokens).filter(({ type }) => type !== "checkbox");
    if (item.task) {
      const [first, ...rest] = parts;
      items.push({
        title: plainText(first ? [first] : []).trim(),
        notes: rest
          .map(({ raw }) => raw.trim())
          .join("\n\n")
          .trim(),
        isDone: item.checked === true,
        path: headings.map(({ title }) => title),
      });
    }
    take(parts.filter(({ type }) => type === "list"));
  };
  take(blocksOf(markdown));
  return items.filter(({ title }) => title !== "");
}
