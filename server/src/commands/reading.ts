import { memoize } from "../lib/memoize.ts";
import { Recent } from "../lib/recent.ts";
import type { AnyCommand } from "./command.ts";
import { Matcher } from "./matcher.ts";
import { needsOf } from "./needs.ts";
import type { Needs } from "./needs.ts";
import type { PhraseNode } from "./phrase.ts";
import { closings, openings, openingsBeforeGerund } from "./politeness.ts";
import type { Resemblance } from "./resemblance.ts";
import { tokenize } from "./tokens.ts";
import type { Token } from "./tokens.ts";

/** What can be told of a text without knowing what there is by name. */
export interface Reading {
  text: string;
  tokens: readonly Token[];
  /** Where a command may begin, and whether its verb may stand there as a gerund. */
  starts: ReadonlyMap<number, boolean>;
  /** Before which words a command may end: those from which only politeness follows. */
  ends: ReadonlySet<number>;
  /** The phrases all of whose words, or words that sound like them, were said in some order. */
  phrases: readonly CommandPhrase[];
}

interface CommandPhrase {
  command: AnyCommand;
  phrase: PhraseNode;
}

/** Whatever is longer is no command. */
const longestText = 400;
const mostWords = 48;
/** Several are asked in a turn whether the same words are a command, and many turns are under way. */
const keptReadings = 256;

/** Reads texts, each once for all who ask about it in the same turn. */
export class Reader {
  readonly #phrases: readonly (CommandPhrase & { needs: Needs })[];
  readonly #resemblance: Resemblance;
  readonly #gerunds: ReadonlyMap<string, string>;
  readonly #read = new Recent<Reading>(keptReadings);

  constructor(
    commands: readonly AnyCommand[],
    words: ReadonlySet<string>,
    resemblance: Resemblance,
  ) {
    this.#phrases = commands.flatMap((command) =>
      command.phrases.map((phrase) => ({ command, phrase, needs: needsOf(phrase) })),
    );
    this.#resemblance = resemblance;
    this.#gerunds = new Map([...words].map((word) => [gerundOf(word), word]));
  }

  /** Null: it is too long or too short for a command. */
  read(text: string): Reading | null {
    const before = this.#read.get(text);
    if (before) return before;
    if (text.length > longestText) return null;
    const tokens = tokenize(text);
    if (tokens.length === 0 || tokens.length > mostWords) return null;
    const polite = new Matcher(text, tokens, null, () => 0);
    const reading = {
      ...{ text, tokens, phrases: this.#possible(tokens) },
      ...{ starts: startsOf(polite, tokens), ends: endsOf(polite, tokens) },
    };
    this.#read.set(text, reading);
    return reading;
  }

  withoutGerund(tokens: readonly Token[], at: number): Token[] {
    return tokens.map((token, i) =>
      i === at ? { ...token, word: this.#gerunds.get(token.word) ?? token.word } : token,
    );
  }

  #possible(tokens: readonly Token[]): CommandPhrase[] {
    const said = new Set(tokens.flatMap(({ word }) => [word, this.#gerunds.get(word) ?? word]));
    const isHeard = memoize((word) =>
      said.values().some((one) => this.#resemblance.cost(one, word) !== null),
    );
    return this.#phrases.filter(({ needs }) => needs.every((words) => words.some(isHeard)));
  }
}

function startsOf(polite: Matcher, tokens: readonly Token[]): Map<number, boolean> {
  const starts = new Map([[0, false]]);
  for (let at = 0; at < tokens.length; at += 1) {
    if (!starts.has(at)) continue;
    for (const end of endsAt(polite, openings, at)) if (!starts.has(end)) starts.set(end, false);
    for (const end of endsAt(polite, openingsBeforeGerund, at)) starts.set(end, true);
    for (const end of repeatedFrom(tokens, at)) if (!starts.has(end)) starts.set(end, false);
  }
  starts.delete(tokens.length);
  return starts;
}

/** Where what begins at `from` is begun once more: "create a create a new project". */
function repeatedFrom(tokens: readonly Token[], from: number): number[] {
  const said = (at: number, length: number) =>
    tokens
      .slice(at, at + length)
      .map(({ word }) => word)
      .join(" ");
  return [1, 2, 3]
    .filter((length) => from + 2 * length <= tokens.length)
    .filter((length) => said(from, length) === said(from + length, length))
    .map((length) => from + length);
}

function endsOf(polite: Matcher, tokens: readonly Token[]): Set<number> {
  const ends = new Set([tokens.length]);
  for (let at = tokens.length - 1; at > 0; at -= 1)
    if (endsAt(polite, closings, at).some((end) => ends.has(end))) ends.add(at);
  return ends;
}

function endsAt(polite: Matcher, phrases: readonly PhraseNode[], at: number): number[] {
  return phrases.flatMap((phrase) => polite.match(phrase, at).map((progress) => progress.at));
}

function gerundOf(verb: string): string {
  if (verb.endsWith("e")) return `${verb.slice(0, -1)}ing`;
  return /^(?:get|set|begin|run)$/.test(verb) ? `${verb}${verb.at(-1) ?? ""}ing` : `${verb}ing`;
}
