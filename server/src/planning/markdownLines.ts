/** A heading outside fenced code; `start` to `end` is its whole line with the line end. */
export interface Heading {
  level: number;
  text: string;
  start: number;
  end: number;
}

interface Fence {
  character: string;
  length: number;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/s;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/s;
const CLOSING_HASHES = /(?:[ \t]+#+)+$/;

/** The state after `line`: the fence that is open then, or null. */
function nextFence(open: Fence | null, line: string): Fence | null {
  const match = FENCE.exec(line);
  const run = match?.[1];
  if (run === undefined) return open;
  const rest = match?.[2] ?? "";
  const character = run.charAt(0);
  if (open === null) {
    // A backtick fence whose line holds another backtick is inline code.
    if (character === "`" && rest.includes("`")) return null;
    return { character, length: run.length };
  }
  const closes = character === open.character && run.length >= open.length && /^[ \t]*$/.test(rest);
  return closes ? null : open;
}

function* lines(text: string): Generator<{ line: string; start: number; end: number }> {
  let start = 0;
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n?|\n|$/g)) {
    const end = index + lineEnd.length;
    if (end > start) yield { line: text.slice(start, index), start, end };
    start = end;
  }
}

/** A line of a text without its line end; `start` to `end` is all of it. */
export interface Line {
  line: string;
  start: number;
  end: number;
  /** It belongs to fenced code, the fence's own lines included. */
  isCode: boolean;
  /** What follows it is fenced code, or the end of that. */
  isOpen: boolean;
}

export function* markdownLines(text: string): Generator<Line> {
  let open: Fence | null = null;
  for (const line of lines(text)) {
    const after = nextFence(open, line.line);
    yield { ...line, isCode: open !== null || after !== null, isOpen: after !== null };
    open = after;
  }
}

/** The headings of a Markdown text, in order; those inside fenced code are none. */
export function headings(text: string): Heading[] {
  const found: Heading[] = [];
  for (const { line, start, end, isCode } of markdownLines(text)) {
    const match = isCode ? null : HEADING.exec(line);
    if (!match) continue;
    const words = (match[2] ?? "").trimEnd().replace(CLOSING_HASHES, "");
    found.push({ level: (match[1] ?? "").length, text: words, start, end });
  }
  return found;
}

/** The lines that are not fenced code, without their ends. */
export function* textLines(text: string): Generator<string> {
  let open: Fence | null = null;
  for (const { line } of lines(text)) {
    const next = nextFence(open, line);
    if (open === null && next === null) yield line;
    open = next;
  }
}

/** The text with a line that closes its last fence, where that was left open. */
export function closeFence(text: string): string {
  let open: Fence | null = null;
  for (const { line } of lines(text)) open = nextFence(open, line);
  if (open === null) return text;
  return `${text}${text.endsWith("\n") ? "" : "\n"}${open.character.repeat(open.length)}`;
}
