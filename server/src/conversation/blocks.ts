/** A stretch of a text as it streamed in: to be read out as it is, or shown and only named aloud. */
export type Block =
  | { type: "prose"; text: string }
  /** `say` is what is said of it; `length` its characters in the text. */
  | { type: "shown"; say: string; length: number };

const FENCE = /^[ \t]*(`{3,}|~{3,})/;
const MAY_BECOME_FENCE = /^[ \t]*(?:`{0,2}|~{0,2})$/;
const ROW = /^[ \t]*\|/;
const DELIMITER_ROW = /^[\s:|-]*-[\s:|-]*$/;

/**
 * Tells prose from code and tables while a text streams in. Prose is passed on at once, but for a line
 * of which it is not clear yet what it begins; a block of code or a table is held until it is whole.
 */
export class BlockReader {
  /** Not passed on yet: always whole lines, and the beginning of one. */
  #held = "";
  /** What `#held` is the beginning of; null: not known yet. */
  #kind: "code" | "table" | null = null;
  /** The line under way has been passed on so far. */
  #isWithinProse = false;

  push(delta: string): Block[] {
    const blocks: Block[] = [];
    for (const piece of delta.split(/(?<=\n)/)) this.#take(piece, blocks);
    return blocks;
  }

  /** What is left when the text is complete. */
  flush(): Block[] {
    const blocks: Block[] = [];
    if (this.#kind === null) this.#pass(blocks);
    else this.#show(blocks);
    return blocks;
  }

  /** Takes the next piece, which has a line's end at its own end at most. */
  #take(piece: string, blocks: Block[]): void {
    if (this.#isWithinProse) {
      this.#isWithinProse = !piece.endsWith("\n");
      blocks.push({ type: "prose", text: piece });
      return;
    }
    const lineStart = this.#held.endsWith("\n")
      ? this.#held.length
      : this.#held.lastIndexOf("\n") + 1;
    this.#held += piece;
    const line = this.#held.slice(lineStart);
    if (this.#kind === "code") this.#continueCode(line, lineStart, blocks);
    else if (this.#kind === "table") this.#continueTable(line, lineStart, blocks);
    else this.#begin(line, blocks);
  }

  #begin(line: string, blocks: Block[]): void {
    if (FENCE.test(line)) this.#kind = "code";
    else if (ROW.test(line)) this.#kind = "table";
    else if (line.endsWith("\n") || !MAY_BECOME_FENCE.test(line)) this.#pass(blocks);
  }

  #continueCode(line: string, lineStart: number, blocks: Block[]): void {
    const fence = FENCE.exec(this.#held)?.[1] ?? "";
    const isWhole = line.endsWith("\n");
    if (isWhole && lineStart > 0 && line.trim() === fence) this.#show(blocks);
  }

  #continueTable(line: string, lineStart: number, blocks: Block[]): void {
    if (lineStart === 0 || ROW.test(line) || /^[ \t]*$/.test(line)) return;
    this.#held = this.#held.slice(0, lineStart);
    this.#show(blocks);
    this.#take(line, blocks);
  }

  #pass(blocks: Block[]): void {
    if (this.#held !== "") blocks.push({ type: "prose", text: this.#held });
    this.#isWithinProse = this.#held !== "" && !this.#held.endsWith("\n");
    this.#held = "";
    this.#kind = null;
  }

  #show(blocks: Block[]): void {
    const lines = this.#held.trimEnd().split("\n");
    if (this.#kind === "table" && lines.length === 1) return this.#pass(blocks);
    const say = this.#kind === "table" ? sayTable(lines) : sayCode(lines);
    blocks.push({ type: "shown", say, length: this.#held.length });
    this.#held = "";
    this.#kind = null;
  }
}

function sayCode([opening = "", ...lines]: readonly string[]): string {
  const fence = FENCE.exec(opening)?.[1];
  const count = lines.at(-1)?.trim() === fence ? lines.length - 1 : lines.length;
  if (count === 0) return "";
  return count === 1
    ? "A line of code is on the screen."
    : `A code block of ${count} lines is on the screen.`;
}

function sayTable(lines: readonly string[]): string {
  const count = lines.length - (DELIMITER_ROW.test(lines[1] ?? "") ? 2 : 0);
  if (count <= 0) return "";
  return `A table with ${count === 1 ? "one row" : `${count} rows`} is on the screen.`;
}
