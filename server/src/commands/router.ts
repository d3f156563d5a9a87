import { isDeepStrictEqual } from "node:util";
import { commandArgs } from "@voiceplan/protocol";
import type { CommandName } from "@voiceplan/protocol";
import type { AnyCommand, Match } from "./command.ts";
import { memoize } from "../lib/memoize.ts";
import { Matcher, repeats } from "./matcher.ts";
import type { Progress } from "./matcher.ts";
import { closestNames } from "./names.ts";
import { choose } from "./pending.ts";
import type { Lacking, Pending, Unconfirmed } from "./pending.ts";
import { parsePhrase, wordsOf } from "./phrase.ts";
import { Reader } from "./reading.ts";
import type { Reading } from "./reading.ts";
import { Resemblance } from "./resemblance.ts";
import { readSlot } from "./slot.ts";
import type { Known } from "./slot.ts";
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
  readonly #resemblance: Resemblance;
  readonly #reader: Reader;

  constructor(commands: readonly AnyCommand[]) {
    this.#commands = commands;
    const words = new Set(commands.flatMap(({ phrases }) => phrases.flatMap(wordsOf)));
    this.#resemblance = new Resemblance(words);
    this.#reader = new Reader(commands, words, this.#resemblance);
  }

  interpret(text: string, context: RouterContext): Match | null {
    const reading = this.#reader.read(text);
    if (!reading) return null;
    const { pending } = context;
    const known = knownIn(context);
    if (pending && "args" in pending) return this.#decide(reading, known, pending);
    const match = this.#command(reading, known);
    if (!pending || (match && match.confidence >= 0.9)) return match;
    return this.#answer(reading, pending) ?? match;
  }

  /** Reads the text as the answer to whether to do something; without an answer it is asked no more. */
  #decide(
    reading: Reading,
    known: Known,
    { command, args, goesOn = false }: Unconfirmed,
  ): Match | null {
    const { text } = reading;
    const answer = yesOrNo(text);
    const match = this.#command(reading, known);
    const isAnswer = goesOn
      ? answer !== null && match === null
      : answer === "yes" || answer === "no";
    if (isAnswer) return confirmation(command, args, answer !== "no");
    const isSaidAgain =
      match?.command === command && isDeepStrictEqual(match.args, args) && /^yes\b/i.test(text);
    return isSaidAgain ? { ...match, confirmed: true } : match;
  }

  #command({ text, tokens, starts, ends, phrases }: Reading, known: Known): Match | null {
    const exact = new Matcher(text, tokens, this.#resemblance, known, ends);
    let found: Match | null = null;
    for (const [at, beforeGerund] of starts) {
      const matcher = beforeGerund
        ? new Matcher(text, this.#reader.withoutGerund(tokens, at), this.#resemblance, known, ends)
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

  /** Reads the text as the answer to a question that was asked back. */
  #answer({ text, tokens, starts: begins, ends }: Reading, pending: Lacking): Match | null {
    const command = this.#commands.find(({ name }) => name === pending.command);
    if (!command || (!pending.choices && noAnswer.test(text.trim()) && tokens.length < 5))
      return null;
    const polite = new Matcher(text, tokens, null, () => 0);
    const starts = new Set(begins.keys());
    for (const at of [...starts])
      for (const { at: end } of polite.match(answerOpening, at)) starts.add(end);
    for (const from of [...starts].sort((a, b) => b - a)) {
      for (let to = from + 1; to <= Math.min(from + 8, tokens.length); to += 1) {
        if (!ends.has(to)) continue;
        const slot = readSlot(text, tokens, { from, to }, "free", () => 0);
        if (!slot) continue;
        const value = pending.choices ? choose(slot.text, pending.choices) : slot.text;
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

/** Where a match ends; the last word may be said more than once, but not that of a name. */
function afterRepeats(tokens: readonly Token[], { at, afterSlot }: Progress): number {
  let end = at;
  while (!afterSlot && repeats(tokens, end)) end += 1;
  return end;
}

/** Names are looked for again and again, in every phrase that has one. */
function knownIn({ projects, plans = [] }: RouterContext): Known {
  const scoreAmong = (names: readonly string[]) =>
    memoize((name) => closestNames(name, names)[0]?.score ?? 0);
  const scores = { project: scoreAmong(projects), plan: scoreAmong(plans) };
  return (name, kind) => scores[kind](name);
}
