import { remembered } from "./remembered.ts";

const KEY = "starters";
const AT_MOST = 12;

/** What the person likes to begin with, as this browser remembers it. The newest comes last. */
export class OwnStarters {
  items = $state.raw<readonly string[]>(read());

  add(text: string): void {
    const words = text.trim();
    if (words === "") return;
    this.#set([...this.items.filter((item) => item !== words), words].slice(-AT_MOST));
  }

  remove(text: string): void {
    this.#set(this.items.filter((item) => item !== text));
  }

  #set(items: readonly string[]): void {
    this.items = items;
    remembered.set(KEY, items.length === 0 ? null : JSON.stringify(items));
  }
}

function read(): string[] {
  try {
    const stored: unknown = JSON.parse(remembered.get(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((item) => typeof item === "string") : [];
  } catch {
    // Something else has written there: nothing of it is ours.
    return [];
  }
}
