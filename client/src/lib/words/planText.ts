import { tasksOf } from "./tasks.ts";

/** A heading of a plan as it is shown. */
export interface ShownHeading {
  /** Of its element, for links to it. */
  id: string;
  text: string;
  /** From 1, the outermost, to 3. */
  level: number;
}

/** The headings in an element, which get ids to be linked to. */
export function headingsIn(node: HTMLElement): ShownHeading[] {
  return [...node.querySelectorAll("h1, h2, h3")].map((heading, index) => {
    heading.id = `part-${index + 1}`;
    const level = Number(heading.tagName.slice(1));
    return { id: heading.id, text: heading.textContent.trim(), level };
  });
}

/**
 * Lets the boxes in an element be ticked. Where the tasks found in the Markdown are not those that are
 * shown, all stay as they are: a tick must not land on another task.
 */
export function bindTicks(
  node: HTMLElement,
  markdown: string,
  ontick: (index: number, isDone: boolean) => void,
): void {
  const tasks = tasksOf(markdown);
  const boxes = [...node.querySelectorAll("input")];
  const isSame =
    boxes.length === tasks.length &&
    boxes.every(({ checked }, index) => checked === tasks[index]?.isDone);
  if (!isSame) return;
  for (const [index, box] of boxes.entries()) {
    box.disabled = false;
    box.setAttribute("aria-label", tasks[index]?.text ?? "");
    box.addEventListener("change", () => ontick(index, box.checked));
  }
}

/** What is wider than the page is scrolled, also by keyboard. */
export function letScroll(node: HTMLElement): void {
  for (const wide of node.querySelectorAll<HTMLElement>("pre, table")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
}

/** Colours the code of known languages; what does it is fetched when there is any. */
export async function colourCode(node: HTMLElement): Promise<void> {
  const blocks = node.querySelectorAll<HTMLElement>("pre code[data-language]");
  if (blocks.length === 0) return;
  try {
    const { highlightCode } = await import("./highlight.ts");
    blocks.forEach(highlightCode);
  } catch {
    // It could not be fetched: the code is as readable without colours.
  }
}
