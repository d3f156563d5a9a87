import type { PhraseNode } from "./phrase.ts";
import type { Resemblance } from "./resemblance.ts";
import { readSlot } from "./slot.ts";
import type { Known, SlotReading } from "./slot.ts";
import type { Token } from "./tokens.ts";
import { smallWords } from "./vocabulary.ts";

/** How far a phrase has been followed through the words of an utterance. */
export interface Progress {
  /** The next word. */
  at: number;
  /** What the deviations from the phrase have cost so far; 0 for a perfect match. */
  cost: number;
  /** Words of the phrase that were said, and how many of them only nearly. */
  words: number;
  misheard: number;
  /** The last thing was a slot: what follows must follow at once. */
  afterSlot: boolean;
  /** The words of the class that is being followed for a slot; null outside one. */
  captured: string | null;
  slots: Readonly<Record<string, string>>;
}

const longestSlot = 16;
const longestSentence = 40;
const mostSmallWords = 5;
const articles = new Set(["the", "my", "our", "a", "an"]);
/** After these even a word of politeness is a name: "a project called Please". */
const announcing = new Set(["called", "named", "titled", "to"]);
const fillers = new Set(["um", "umm", "uh", "uhm", "er", "erm", "hmm", "ah", "eh"]);

/** Follows phrases through one utterance; finds every way in which a phrase can match. */
export class Matcher {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #resemblance: Resemblance | null;
  readonly #known: Known;
  readonly #politeFrom: ReadonlySet<number>;
  readonly #readings = new Map<string, SlotReading | null>();

  /**
   * Without `resemblance` words must be the phrase's own; from the words of `politeFrom` on nothing but
   * politeness follows.
   */
  constructor(
    text: string,
    tokens: readonly Token[],
    resemblance: Resemblance | null,
    known: Known,
    politeFrom: ReadonlySet<number> = new Set(),
  ) {
    this.#text = text;
    this.#tokens = tokens;
    this.#resemblance = resemblance;
    this.#known = known;
    this.#politeFrom = politeFrom;
  }

  /** Where the phrase can end when it begins at `from`. */
  match(phrase: PhraseNode, from: number): Progress[] {
    return this.#advance(phrase, [
      { at: from, cost: 0, words: 0, misheard: 0, afterSlot: false, captured: null, slots: {} },
    ]);
  }

  #advance(node: PhraseNode, states: readonly Progress[]): Progress[] {
    if (states.length === 0) return [];
    switch (node.kind) {
      case "word":
        return best(states.flatMap((state) => this.#word(node.word, state)));
      case "sequence":
        return this.#inOrder(node.items, states);
      case "choice":
        return best(node.options.flatMap((option) => this.#advance(option, states)));
      case "optional":
        return best([...states, ...this.#advance(node.item, states)]);
      case "unheard":
        return this.#advance(node.item, states);
      case "anyOrder":
        return best(permutations(node.items).flatMap((items) => this.#inOrder(items, states)));
      case "digits":
        return best(states.flatMap((state) => this.#digits(state)));
      case "capture":
        return best(states.flatMap((state) => this.#capture(node.name, node.item, state)));
      case "slot":
        return best(states.flatMap((state) => this.#slot(node, state)));
    }
  }

  #inOrder(items: readonly PhraseNode[], states: readonly Progress[]): Progress[] {
    let reached = [...states];
    for (const item of items) reached = this.#advance(item, reached);
    return reached;
  }

  #word(word: string, state: Progress): Progress[] {
    return this.#token(state, (heard) => {
      const cost = this.#resemblance
        ? this.#resemblance.cost(heard, word)
        : heard === word
          ? 0
          : null;
      return cost === null ? null : { cost, word };
    });
  }

  #digits(state: Progress): Progress[] {
    return this.#token(state, (heard) =>
      /^\d+(?:[.,]\d+)?$/.test(heard) ? { cost: 0, word: heard } : null,
    );
  }

  #capture(name: string, item: PhraseNode, state: Progress): Progress[] {
    return this.#advance(item, [{ ...state, captured: "" }]).map((progress) => ({
      ...progress,
      captured: state.captured,
      slots: { ...progress.slots, [name]: (progress.captured ?? "").trim() },
    }));
  }

  /** Takes the next word that `read` can make something of; only small words may stand before it. */
  #token(
    state: Progress,
    read: (heard: string) => { cost: number; word: string } | null,
  ): Progress[] {
    for (let skipped = 0; skipped <= mostSmallWords; skipped += 1) {
      const at = state.at + skipped;
      const token = this.#tokens[at];
      if (!token) return [];
      const found = read(token.word);
      if (found) {
        const pause = state.words > 0 && token.before === "sentence" ? 0.1 : 0;
        return [
          {
            at: at + 1,
            cost: state.cost + found.cost + pause,
            words: state.words + 1,
            misheard: state.misheard + (found.cost > 0 ? 1 : 0),
            afterSlot: false,
            captured: state.captured === null ? null : `${state.captured} ${found.word}`,
            slots: state.slots,
          },
        ];
      }
      const isRepeat = !state.afterSlot && state.words > 0 && repeats(this.#tokens, at);
      if (!isRepeat && !(state.afterSlot ? fillers : smallWords).has(token.word)) return [];
    }
    return [];
  }

  #slot(slot: PhraseNode & { kind: "slot" }, state: Progress): Progress[] {
    const found: Progress[] = [];
    const isName = slot.as === "bare" || slot.as === "known" || slot.as === "title";
    const isShort = isName || slot.as === "free";
    for (const from of this.#slotStarts(state.at, isName)) {
      const longest = isShort ? longestSlot : longestSentence;
      const most = Math.min(from + longest, this.#tokens.length);
      for (let to = from + 1; to <= most; to += 1) {
        const reading = this.#read(slot, from, to);
        if (!reading || (isShort && this.#isPoliteness(from, reading))) continue;
        found.push({
          at: to,
          cost: state.cost + 1 - reading.confidence,
          words: state.words,
          misheard: state.misheard,
          afterSlot: true,
          captured: state.captured,
          slots: { ...state.slots, [slot.name]: reading.text },
        });
      }
    }
    return found;
  }

  /** "Show the plan please" opens no plan called Please, unless there is something called that. */
  #isPoliteness(from: number, { text, confidence }: SlotReading): boolean {
    if (!this.#politeFrom.has(from) || announcing.has(this.#tokens[from - 1]?.word ?? ""))
      return false;
    return (
      confidence < 1 && this.#known(text, "project") <= 0.9 && this.#known(text, "plan") <= 0.9
    );
  }

  /** Hesitation is no part of a name; an article may be. */
  #slotStarts(at: number, afterArticle: boolean): number[] {
    const starts: number[] = [];
    for (let from = at; from < this.#tokens.length; from += 1) {
      const word = this.#tokens[from]?.word ?? "";
      if (!fillers.has(word)) starts.push(from);
      if (!fillers.has(word) && !(afterArticle && articles.has(word))) break;
    }
    return starts;
  }

  #read(slot: PhraseNode & { kind: "slot" }, from: number, to: number): SlotReading | null {
    const key = `${slot.as} ${from} ${to}`;
    const before = this.#readings.get(key);
    if (before !== undefined) return before;
    const reading = readSlot(this.#text, this.#tokens, { from, to }, slot.as, this.#known);
    this.#readings.set(key, reading);
    return reading;
  }
}

/** Whether the word at `at` is the one before it again, as people stutter: "open opened the project". */
export function repeats(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? "";
  const before = tokens[at - 1]?.word ?? "";
  if (word === "" || before === "") return false;
  return word === before || (before.length > 2 && word.startsWith(before));
}

/** Of the ways that lead to the same place with the same slots, the cheapest. */
function best(states: readonly Progress[]): Progress[] {
  if (states.length < 2) return [...states];
  const kept = new Map<string, Progress>();
  for (const state of states) {
    const key = `${state.at} ${state.captured} ${Object.entries(state.slots).flat().join("\0")}`;
    const other = kept.get(key);
    if (!other || state.cost < other.cost) kept.set(key, state);
  }
  return [...kept.values()];
}

function permutations<T>(items: readonly T[]): (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) =>
    permutations(items.filter((_, other) => other !== at)).map((rest) => [item, ...rest]),
  );
}
