import { wordClasses } from "./vocabulary.ts";

/**
 * The notation in which commands state what people say:
 *
 * - `(a | b c)` one of these, `[a]` perhaps this, `(a & b)` both, in any order
 * - `~a` what is understood in text but not listened for, and so whatever cannot do without it
 * - `@show` a class of words from `vocabulary.ts`
 * - `{name}` the person's own words, after something that announces them ("called …");
 *   `{name:bare}` with nothing that announces them, so only words that look like a name;
 *   `{name:known}` only the name of a project that exists, `{name:title}` only the title of a plan of the
 *   project that is open; `{text:rest}` a sentence of any kind; `{text:aside}` the same, set off by a
 *   pause ("a task: …")
 * - `{level:@priority}` which of a class was said, in the class's own words
 * - `#` a number in digits
 *
 * Small words ("the", "my", "um") may stand anywhere in what is said and need not be written, save
 * where the recogniser should expect them.
 */
export type PhraseNode =
  | { kind: "word"; word: string }
  | { kind: "sequence"; items: readonly PhraseNode[] }
  | { kind: "choice"; options: readonly PhraseNode[] }
  | { kind: "optional"; item: PhraseNode }
  | { kind: "anyOrder"; items: readonly PhraseNode[] }
  | { kind: "unheard"; item: PhraseNode }
  | { kind: "slot"; name: string; as: SlotKind }
  | { kind: "capture"; name: string; item: PhraseNode }
  | { kind: "digits" };

const slotKinds = ["free", "bare", "known", "title", "rest", "aside"] as const;
export type SlotKind = (typeof slotKinds)[number];

const lexeme =
  /\{(?<slot>[a-z]+)(?::(?:(?<as>[a-z]+)|@(?<from>[a-zA-Z]+)))?\}|@(?<set>[a-zA-Z]+)|[a-z0-9']+|[()[\]|&~#]/gy;

/** Parses the notation. Throws a SyntaxError that names the phrase. */
export function parsePhrase(phrase: string): PhraseNode {
  const lexemes: RegExpExecArray[] = [];
  const source = phrase.replaceAll(/\s+/g, " ").trim();
  for (let at = 0; at < source.length;) {
    lexeme.lastIndex = at;
    const found = lexeme.exec(source);
    if (!found) throw new SyntaxError(`Phrase "${phrase}": cannot read "${source.slice(at)}"`);
    lexemes.push(found);
    at = lexeme.lastIndex;
    while (source[at] === " ") at += 1;
  }
  const parser = new PhraseParser(phrase, lexemes);
  return parser.parseAll();
}

class PhraseParser {
  readonly #phrase: string;
  readonly #lexemes: readonly RegExpExecArray[];
  #at = 0;

  constructor(phrase: string, lexemes: readonly RegExpExecArray[]) {
    this.#phrase = phrase;
    this.#lexemes = lexemes;
  }

  parseAll(): PhraseNode {
    const node = this.#choice();
    if (this.#peek() !== undefined) throw this.#fault(`unexpected "${this.#peek()}"`);
    return node;
  }

  #choice(): PhraseNode {
    const options = [this.#order()];
    while (this.#take("|")) options.push(this.#order());
    return options.length === 1 && options[0] ? options[0] : { kind: "choice", options };
  }

  #order(): PhraseNode {
    const items = [this.#sequence()];
    while (this.#take("&")) items.push(this.#sequence());
    return items.length === 1 && items[0] ? items[0] : { kind: "anyOrder", items };
  }

  #sequence(): PhraseNode {
    const items: PhraseNode[] = [];
    for (
      let next = this.#peek();
      next !== undefined && !/^[)\]|&]$/.test(next);
      next = this.#peek()
    )
      items.push(this.#item());
    if (items.length === 0) throw this.#fault("something is missing");
    return items.length === 1 && items[0] ? items[0] : { kind: "sequence", items };
  }

  #item(): PhraseNode {
    if (this.#take("~")) return { kind: "unheard", item: this.#item() };
    if (this.#take("(")) return this.#closed(")");
    if (this.#take("[")) return { kind: "optional", item: this.#closed("]") };
    const found = this.#lexemes[this.#at];
    if (!found) throw this.#fault("it ends too early");
    this.#at += 1;
    const { slot, as = "free", from, set } = found.groups ?? {};
    if (slot !== undefined && from !== undefined)
      return { kind: "capture", name: slot, item: this.#class(from) };
    if (slot !== undefined) {
      const kind = slotKinds.find((one) => one === as);
      if (kind === undefined) throw this.#fault(`there is no kind of slot ${as}`);
      return { kind: "slot", name: slot, as: kind };
    }
    if (set !== undefined) return this.#class(set);
    if (found[0] === "#") return { kind: "digits" };
    return { kind: "word", word: found[0] };
  }

  #class(name: string): PhraseNode {
    const words = wordClasses[name];
    if (words === undefined) throw this.#fault(`there is no class @${name}`);
    return parsePhrase(words);
  }

  #closed(bracket: string): PhraseNode {
    const node = this.#choice();
    if (!this.#take(bracket)) throw this.#fault(`"${bracket}" is missing`);
    return node;
  }

  #peek(): string | undefined {
    return this.#lexemes[this.#at]?.[0];
  }

  #take(lexeme: string): boolean {
    if (this.#peek() !== lexeme) return false;
    this.#at += 1;
    return true;
  }

  #fault(what: string): SyntaxError {
    return new SyntaxError(`Phrase "${this.#phrase}": ${what}`);
  }
}

/** Every word that the phrase may contain, slots aside. */
export function wordsOf(node: PhraseNode): string[] {
  switch (node.kind) {
    case "word":
      return [node.word];
    case "sequence":
    case "anyOrder":
      return node.items.flatMap(wordsOf);
    case "choice":
      return node.options.flatMap(wordsOf);
    case "optional":
    case "unheard":
    case "capture":
      return wordsOf(node.item);
    case "slot":
    case "digits":
      return [];
  }
}
