/** A piece of a text as it streamed in: the words, and where in the whole text they end. */
export interface Sentence {
  text: string;
  /** Offset in the whole text, in characters, just after this sentence. */
  end: number;
}

const ENDING = /[.!?…][)"'”’\]]*(?=\s)|\n/g;
const ENDING_AT_THE_END = /[.!?…][)"'”’\]]*$/;
const ABBREVIATION = /(?:^|[\s(])(?:[A-Z]|e\.g|i\.e|etc|vs|Dr|Mr|Mrs|Ms|St|No|approx|cf)\.$/i;

/** An ending that may turn out to be none: an abbreviation, or a number that goes on ("3." then "5"). */
function isDoubtful(text: string): boolean {
  return ABBREVIATION.test(text) || /\d\.$/.test(text);
}

/**
 * Cuts a text into sentences while it streams. A sentence is given as soon as its end is certain, and
 * where the text so far ends like a sentence, without waiting for the next word. The pieces joined
 * are the text that was pushed, but for white space between them.
 */
export class SentenceSplitter {
  #buffer = "";
  #consumed = 0;

  /** Takes the next piece of text; returns the sentences that it completes. */
  push(delta: string): Sentence[] {
    this.#buffer += delta;
    const sentences: Sentence[] = [];
    let start = 0;
    for (const match of this.#buffer.matchAll(ENDING)) {
      const end = match.index + match[0].length;
      const piece = this.#buffer.slice(start, end);
      if (ABBREVIATION.test(piece) || /(?:^|\n)\s*\d+\.$/.test(piece)) continue;
      this.#add(sentences, piece, end);
      start = end;
    }
    const rest = this.#buffer.slice(start);
    if (ENDING_AT_THE_END.test(rest) && !isDoubtful(rest)) {
      this.#add(sentences, rest, this.#buffer.length);
      start = this.#buffer.length;
    }
    this.#buffer = this.#buffer.slice(start);
    this.#consumed += start;
    return sentences;
  }

  /** What is left when the text is complete. */
  flush(): Sentence[] {
    const sentences: Sentence[] = [];
    this.#add(sentences, this.#buffer, this.#buffer.length);
    this.#consumed += this.#buffer.length;
    this.#buffer = "";
    return sentences;
  }

  #add(sentences: Sentence[], piece: string, end: number): void {
    const text = piece.trim();
    if (/[\p{L}\p{N}]/u.test(text)) sentences.push({ text, end: this.#consumed + end });
  }
}
