import { BlockReader, type Block } from "./blocks.ts";

/** A piece of a text as it streamed in: the words, and where in the whole text they end. */
export interface Sentence {
  /** As they are in the text; of code and tables, what is said in their place. */
  text: string;
  /** Offset in the whole text, in characters, just after this sentence. */
  end: number;
}

/** An ending with what closes after it, before white space; a line's end; a pause within a sentence. */
const BREAK = /[.!?…]+[)"'”’\]*_]*(?=\s)|\n|[,;:](?=\s)|\s[–—-](?=\s)/g;
const ENDING_AT_THE_END = /[.!?…]+[)"'”’\]*_]*$/;
/** Never the last word of a sentence. */
const LEADING = /(?:^|[\s(])(?:\p{L}|e\.g|i\.e|vs|Dr|Mr|Mrs|Ms|Prof|St|approx|cf|Fig)\.$/u;
/** Perhaps the last word of a sentence: it is, where a capital follows. */
const SHORTENED = /(?:^|[\s(])(?:etc|No|Inc|Ltd|Co|min|max|(?:\p{L}\.)+\p{L})\.$/iu;
const LIST_MARKER = /(?:^|\n)\s*\d+\.$/;
/** The last word goes on in all likelihood: a number, an address, a version. */
const OPEN_WORD = /(?:\d\.|www\.|\S[@/.:\\]\S*[.?!])$/i;
const BRACKETS = [
  ["(", ")"],
  ["[", "]"],
  ["“", "”"],
] as const;
/** From here on the first words are worth saying by themselves, while their sentence is still written. */
const FIRST_CLAUSE = 30;
const FIRST_ASIDE = 16;

/**
 * Cuts a text into sentences while it streams. A sentence is given as soon as its end is certain, and
 * where the text so far ends like a sentence, without waiting for the next word; a piece of text that
 * ends in the middle of an address is the only one that this misleads. The first may be a clause, so
 * that speech begins early. The pieces joined are the text that was pushed, but for white space
 * between them, and for code and tables, which are named.
 */
export class SentenceSplitter {
  readonly #blocks = new BlockReader();
  #buffer = "";
  /** Offset of the buffer in the whole text. */
  #consumed = 0;
  #isFirst = true;

  /** Takes the next piece of text; returns the sentences that it completes. */
  push(delta: string): Sentence[] {
    const sentences: Sentence[] = [];
    for (const block of this.#blocks.push(delta)) this.#take(block, sentences);
    this.#endAtTheEnd(sentences);
    return sentences;
  }

  /** What is left when the text is complete. */
  flush(): Sentence[] {
    const sentences: Sentence[] = [];
    for (const block of this.#blocks.flush()) this.#take(block, sentences);
    this.#cut(this.#buffer.length, sentences);
    return sentences;
  }

  #take(block: Block, sentences: Sentence[]): void {
    if (block.type === "shown") {
      this.#cut(this.#buffer.length, sentences);
      this.#consumed += block.length;
      if (block.say !== "") sentences.push({ text: block.say, end: this.#consumed });
      return;
    }
    this.#buffer += block.text;
    for (let at = this.#firstBreak(); at > 0; at = this.#firstBreak()) this.#cut(at, sentences);
  }

  /** Where the first piece of the buffer ends for certain; 0 where that is not known yet. */
  #firstBreak(): number {
    for (const match of this.#buffer.matchAll(BREAK)) {
      const end = match.index + match[0].length;
      if (match[0] === "\n" || this.#isBreak(this.#buffer.slice(0, end), this.#buffer.slice(end))) {
        return end;
      }
    }
    return 0;
  }

  #isBreak(piece: string, rest: string): boolean {
    // What is between two marks of code is one word.
    if (isOdd(piece, "`")) return false;
    if (!ENDING_AT_THE_END.test(piece)) return this.#isFirst && isClause(piece);
    if (LEADING.test(piece) || LIST_MARKER.test(piece)) return false;
    return !SHORTENED.test(piece) || /^\s+\p{Lu}/u.test(rest);
  }

  #endAtTheEnd(sentences: Sentence[]): void {
    const text = this.#buffer;
    if (!ENDING_AT_THE_END.test(text) || isOpen(text) || OPEN_WORD.test(text)) return;
    if (LEADING.test(text) || LIST_MARKER.test(text) || SHORTENED.test(text)) return;
    this.#cut(text.length, sentences);
  }

  #cut(length: number, sentences: Sentence[]): void {
    const text = this.#buffer.slice(0, length).trim();
    this.#buffer = this.#buffer.slice(length);
    this.#consumed += length;
    if (!/[\p{L}\p{N}]/u.test(text)) return;
    this.#isFirst = false;
    sentences.push({ text, end: this.#consumed });
  }
}

function isClause(piece: string): boolean {
  const { length } = piece.trim();
  return length >= (/[,:]$/.test(piece) ? FIRST_CLAUSE : FIRST_ASIDE);
}

/** A bracket, a quotation or an emphasis is still to be closed: its closing sign belongs to the piece. */
function isOpen(text: string): boolean {
  if (['"', "`", "*", "**"].some((mark) => isOdd(text, mark))) return true;
  return BRACKETS.some(([open, close]) => count(text, open) > count(text, close));
}

function isOdd(text: string, mark: string): boolean {
  return count(text, mark) % 2 === 1;
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
