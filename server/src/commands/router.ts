import { isDeepStrictEqual } from "node:util";
import { commandArgs } from "@voiceplan/protocol";
import type { CommandName } from "@voiceplan/protocol";
import type { AnyCommand, Match } from "./command.ts";
import { Matcher, repeats } from "./matcher.ts";
import type { Progress } from "./matcher.ts";
import { closestNames } from "./names.ts";
import { choose } from "./pending.ts";
import type { Lacking, Pending, Unconfirmed } from "./pending.ts";
import { needsOf } from "./needs.ts";
import type { Needs } from "./needs.ts";
import { parsePhrase, wordsOf } from "./phrase.ts";
import type { PhraseNode } from "./phrase.ts";
import { closings, openings, openingsBeforeGerund } from "./politeness.ts";
import { Resemblance } from "./resemblance.ts";
import { readSlot } from "./slot.ts";
import type { Known } from "./slot.ts";
import { tokenize } from "./tokens.ts";
import type { Token } from "./tokens.ts";
import { yesOrNo } from "./yesOrNo.ts";

export interface RouterContext {
  /** Names of the person's projects. */
  projects: readonly string[];
  /** Titles of the plans of the project that is open, if one is. */
  plans?: readonly string[];
  /** What was asked back last, if the conversation still waits for the answer. */
  pending?: Pending | null;
}

/** Whatever is longer is no command. */
const longestText = 400;
const mostWords = 48;
const threshold = 0.6;

const answerOpening = parsePhrase(
  `(it is | it should be | it will be | i will | let us | i would | please | i want to | you can) [(call | name) it]
   [called] | (call | name) it | (it is | it should be) (called | named) | [the | its] (name | title) [(is | should be | will be)]
   | i meant | i mean | no | called | named | with the name | the one (called | named) | open [the] [project] | project`,
);
const noAnswer =
  /^(?:no|nope|none|nothing|neither|stop|cancel|forget it|never ?mind|skip|help|undo|yes|yeah|ok|okay|what|why|who|how|where|when|i don'?t know|not sure|no idea|whatever)\b/i;

/**
 * Decides whether a text is a command, and which. Pure and total: any string gives a match or null,
 * and the same string the same answer. All that was said has to be accounted for, as the command's
 * phrase, a name, or politeness; whatever else it contains makes it a matter for the planner.
 */
export class CommandRouter {
  readonly #commands: readonly AnyCommand[];
  readonly #phrases: readonly { command: AnyCommand; phrase: PhraseNode; needs: Needs }[];
  readonly #resemblance: Resemblance;
  readonly #gerunds: ReadonlyMap<string, string>;

  constructor(commands: readonly AnyCommand[]) {
    this.#commands = commands;
    this.#phrases = commands.flatMap((command) =>
      command.phrases.map((phrase) => ({ command, phrase, needs: needsOf(phrase) })),
    );
    const words = new Set(commands.flatMap(({ phrases }) => phrases.flatMap(wordsOf)));
    this.#resemblance = new Resemblance(words);
    this.#gerunds = new Map([...words].map((word) => [gerundOf(word), word]));
  }

  interpret(text: string, context: RouterContext): Match | null {
    if (text.length > longestText) return null;
    const tokens = tokenize(text);
    if (tokens.length === 0 || tokens.length > mostWords) return null;
    const { pending } = context;
    const known = knownIn(context);
    if (pending && "args" in pending) return this.#decide(text, tokens, known, pending);
    const match = this.#command(text, tokens, known);
    if (!pending || (match && match.confidence >= 0.9)) return match;
    return this.#answer(text, tokens, pending) ?? match;
  }

  /** Reads the text as the answer to whether to do something; without an answer it is asked no more. */
  #decide(
    text: string,
    tokens: readonly Token[],
    known: Known,
    { command, args, goesOn = false }: Unconfirmed,
  ): Match | null {
    const answer = yesOrNo(text);
    const match = this.#command(text, tokens, known);
    const isAnswer = goesOn
      ? answer !== null && match === null
      : answer === "yes" || answer === "no";
    if (isAnswer) return confirmation(command, args, answer !== "no");
    const isSaidAgain =
      match?.command === command && isDeepStrictEqual(match.args, args) && /^yes\b/i.test(text);
    return isSaidAgain ? { ...match, confirmed: true } : match;
  }

  #command(text: string, tokens: readonly Token[], known: Known): Match | null {
    const polite = new Matcher(text, tokens, null, known);
    const starts = startsOf(polite, tokens);
    const ends = endsOf(polite, tokens);
    const exact = new Matcher(text, tokens, this.#resemblance, known, ends);
    const phrases = this.#possible(tokens);
    let found: Match | null = null;
    for (const [at, beforeGerund] of starts) {
      const matcher = beforeGerund
        ? new Matcher(text, this.#withoutGerund(tokens, at), this.#resemblance, known, ends)
        : exact;
      for (const { command, phrase } of phrases) {
        for (const progress of matcher.match(phrase, at)) {
          if (!ends.has(afterRepeats(tokens, progress))) continue;
          const confidence = confidenceOf(progress);
          if (confidence < threshold || (found && confidence <= found.confidence)) continue;
          const args = command.readSlots(progress.slots);
          if (args) found = { command: command.name, args, confidence };
        }
      }
    }
    return found;
  }

  /** The phrases all of whose words, or words that sound like them, were said in some order. */
  #possible(tokens: readonly Token[]) {
    const said = new Set(tokens.flatMap(({ word }) => [word, this.#gerunds.get(word) ?? word]));
    const isHeard = memoize((word) =>
      said.values().some((one) => this.#resemblance.cost(one, word) !== null),
    );
    return this.#phrases.filter(({ needs }) => needs.every((words) => words.some(isHeard)));
  }

  #withoutGerund(tokens: readonly Token[], at: number): Token[] {
    return tokens.map((token, i) =>
      i === at ? { ...token, word: this.#gerunds.get(token.word) ?? token.word } : token,
    );
  }

  /** Reads the text as the answer to a question that was asked back. */
  #answer(text: string, tokens: readonly Token[], pending: Lacking): Match | null {
    const command = this.#commands.find(({ name }) => name === pending.command);
    if (!command || (!pending.choices && noAnswer.test(text.trim()) && tokens.length < 5))
      return null;
    const polite = new Matcher(text, tokens, null, () => 0);
    const starts = new Set(startsOf(polite, tokens).keys());
    for (const at of [...starts])
      for (const { at: end } of polite.match(answerOpening, at)) starts.add(end);
    const ends = endsOf(polite, tokens);
    for (const from of [...starts].sort((a, b) => b - a)) {
      for (let to = from + 1; to <= Math.min(from + 8, tokens.length); to += 1) {
        if (!ends.has(to)) continue;
        const reading = readSlot(text, tokens, { from, to }, "free", () => 0);
        if (!reading) continue;
        const value = pending.choices ? choose(reading.text, pending.choices) : reading.text;
        if (value === null) continue;
        const args = command.readSlots({ [pending.arg]: value });
        if (args) return { command: command.name, args, confidence: 0.85 };
      }
    }
    return null;
  }
}

function confirmation(command: CommandName, args: unknown, confirmed: boolean): Match | null {
  const parsed = commandArgs[command].safeParse(args);
  return parsed.success ? { command, args: parsed.data, confidence: 0.95, confirmed } : null;
}

function confidenceOf({ cost, words, misheard }: Progress): number {
  if (misheard > 2 || (misheard > 0 && misheard * 2 > words)) return 0;
  return Math.max(0, Math.min(1, 1 - cost));
}

/** Where a command may begin, and whether its verb may stand there as a gerund. */
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

/** Where a match ends; the last word may be said more than once, but not that of a name. */
function afterRepeats(tokens: readonly Token[], { at, afterSlot }: Progress): number {
  let end = at;
  while (!afterSlot && repeats(tokens, end)) end += 1;
  return end;
}

/** Before which words a command may end: those from which only politeness follows. */
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

/** Names are looked for again and again, in every phrase that has one. */
function knownIn({ projects, plans = [] }: RouterContext): Known {
  const scoreAmong = (names: readonly string[]) =>
    memoize((name) => closestNames(name, names)[0]?.score ?? 0);
  const scores = { project: scoreAmong(projects), plan: scoreAmong(plans) };
  return (name, kind) => scores[kind](name);
}

function memoize<T>(compute: (name: string) => T): (name: string) => T {
  const results = new Map<string, T>();
  return (name) => {
    const before = results.get(name);
    if (before !== undefined) return before;
    const result = compute(name);
    results.set(name, result);
    return result;
  };
}
