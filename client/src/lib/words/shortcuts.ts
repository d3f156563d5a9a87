export type Shortcut = "palette" | "shortcuts" | "new" | "search";

/** The keys that work on every page, as they are shown. */
export const shortcuts: readonly { keys: readonly string[]; what: string }[] = [
  { keys: ["Ctrl", "K"], what: "Find anything, do anything (on a Mac ⌘ K)" },
  { keys: ["N"], what: "New: what this page is about, otherwise a conversation" },
  { keys: ["/"], what: "Search" },
  { keys: ["?"], what: "These keys" },
  { keys: ["Esc"], what: "Close what is open, or stop the reply" },
  { keys: ["F8"], what: "To the last notification" },
  { keys: ["Space"], what: "Hold to talk, with push to talk" },
];

type Stroke = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/**
 * What a key stroke asks for; null: nothing. While somebody types, keys are text: only what types nothing
 * works then.
 */
export function shortcutOf(stroke: Stroke, isTyping: boolean): Shortcut | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = stroke;
  if (altKey) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === "k" && !shiftKey ? "palette" : null;
  if (isTyping) return null;
  if (key === "?") return "shortcuts";
  if (key === "/") return "search";
  return key === "n" ? "new" : null;
}
