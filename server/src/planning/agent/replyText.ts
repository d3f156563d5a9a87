/** A line that begins a document: a heading, or a fence around one. */
const heading = /^(?:#{1,6}\s|```(?:markdown|md)?\s*$)/i;
/** What may still become one. */
const maybe = /^(?:#{0,6}|`{1,3}\w*)$/;
const closing =
  /\n\n((?:let me know|would you like|do you want|shall i|should i|is there|feel free|what do you)[^\n]*)\s*$/i;

/**
 * Parts what a model says from a document that it writes into its reply: everything before the first
 * heading is speech and passes through at once, everything from there on is the document.
 */
export class ReplyText {
  #line = "";
  #document: string | null = null;

  /** The document so far; null while there is none. */
  get document(): string | null {
    return this.#document;
  }

  /** Takes the next piece; returns what may be spoken now. */
  push(piece: string): string {
    if (this.#document !== null) {
      this.#document += piece;
      return "";
    }
    let spoken = "";
    for (const [index, character] of [...piece].entries()) {
      const held = this.#line;
      this.#line = character === "\n" ? "" : this.#line + character;
      if (character === "\n" ? heading.test(held) : /^#{1,6}\s$/.test(this.#line)) {
        this.#document =
          (character === "\n" ? held : "") +
          (character === "\n" ? "\n" : this.#line) +
          [...piece].slice(index + 1).join("");
        return spoken;
      }
      if (character === "\n") spoken += maybe.test(held) ? `${held}\n` : "\n";
      else if (!maybe.test(this.#line)) spoken += maybe.test(held) ? this.#line : character;
    }
    return spoken;
  }

  /** At the end: what was held back of the speech, and the document without its fence. */
  end(): { spoken: string; document: string | null } {
    if (this.#document === null) {
      return { spoken: maybe.test(this.#line) ? this.#line : "", document: null };
    }
    const bare = withoutFence(this.#document);
    const after = closing.exec(bare)?.[1] ?? "";
    const document = after === "" ? bare : bare.replace(closing, "");
    return { spoken: after, document: document.trim() };
  }
}

function withoutFence(text: string): string {
  const inner = text.replace(/^```\w*\s*\n/, "");
  if (inner === text) return text;
  const end = inner.lastIndexOf("\n```");
  return end === -1 ? inner : inner.slice(0, end) + inner.slice(end + 4);
}

/** Whether a text is a plan and not only a reply with a heading: headings and a list of things to do. */
export function looksLikePlan(text: string): boolean {
  const headings = text.match(/^#{1,3}\s+\S/gm)?.length ?? 0;
  const items = text.match(/^\s*(?:[-*]|\d+\.)\s+\S/gm)?.length ?? 0;
  return headings >= 1 && items >= 2 && (headings >= 2 || /^\s*[-*]\s+\[[ x]\]/im.test(text));
}

/** Words without Markdown, for a document that turned out to be a reply. */
export function plainWords(markdown: string): string {
  return markdown
    .replace(/^#{1,6}\s+(.+)$/gm, "$1.")
    .replace(/^\s*(?:[-*]|\d+\.)\s+(?:\[[ xX]\]\s+)?/gm, "")
    .replace(/```\w*/g, "")
    .replace(/[*_`]+/g, "")
    .replace(/\s*\n+\s*/g, " ")
    .trim();
}
