import type { TakeawayKind } from "@voiceplan/protocol";
import { wordsOf } from "../../lib/words.ts";
import { decides } from "./decides.ts";
import { isConditional, isDoubted, isNoStatement } from "./doubts.ts";
import { teaches } from "./teaches.ts";

/** A decision or a lesson in the words in which it was said. */
export interface FoundTakeaway {
  kind: TakeawayKind;
  text: string;
}

/** What is longer is cut. */
export const LONGEST_TAKEAWAY = 400;
/** Nobody says more in one sentence; and some cues look at a sentence again from each of its words. */
const LONGEST_SENTENCE = 1000;
const opening =
  /^(?:(?:so|and|but|ok|okay|well|right|alright|um|uh|er|yes|yeah|no|hey|also|then|now|oh|sure|great|good|fine|thanks|anyway|actually|basically|look|you know),?\s+)+/i;
const toRemember =
  /^(?:please,?\s+)?(?:(?:remember|note|keep in mind|don't forget|write down|for the record|fyi|by the way|just so you know|mind you)(?:\s+that|:|,)?\s+)/i;
const labelled =
  /^(?:(?:the|our|final|key|main|architecture|technical|design)\s+)*(decision|decided|agreed|adr|lessons?(?: (?:learned|learnt))?|learning|takeaway|in hindsight)(?:\s+\d+)?\s*[:–—]\s+(.+)$/i;
const quoted = /["“”«»][^"“”«»]*["“”«»]|(?<![\p{L}\p{N}])['‘][^'‘’]{3,}['’](?![\p{L}\p{N}])/gu;
/** Words that name nothing by themselves. */
const empty = new Set(
  `it this that these those them they thing things one ones first second third last option options
  default defaults suggestion way idea the and for now then just with not yes instead plan please
  something anything everything again too also same like sounds good`.split(/\s+/),
);

/** Not only to be done, but decided already. */
export const decidedOutright =
  /\b(?:decided|agreed|settled|opted|resolved|committed|decision|chose|chosen|rejected|ruled out)\b/i;

/** The decision or lesson that a sentence tells; null for whatever else it does. */
export function takeawayIn(sentence: string): FoundTakeaway | null {
  if (sentence.length > LONGEST_SENTENCE) return null;
  const said = plainOf(sentence).replace(opening, "").replace(toRemember, "");
  const label = labelled.exec(said);
  if (label) return ofLabel(label[1] ?? "", label[2] ?? "");
  const told = said.replace(quoted, "“…”");
  if (isNoStatement(told)) return null;
  const lesson = teaches(told);
  if (lesson && !isDoubted(told, lesson.before)) return take("lesson", said);
  if (lesson) return null;
  const decision = decides(told);
  if (!decision || isDoubted(told, decision.before) || !saysSomething(decision.rest)) return null;
  if (!decidedOutright.test(told) && isConditional(told)) return null;
  return take("decision", said);
}

/** A line of a section whose heading says what its lines are; null for one that is open or empty. */
export function takeawayOf(kind: TakeawayKind, line: string): FoundTakeaway | null {
  const said = plainOf(line.slice(0, LONGEST_SENTENCE));
  const isOpen = /\?$|^(?:none|nothing|n\/a|tbd|todo|to be\b.*|open|pending)\b[^:]*$/i.test(said);
  const undecided =
    /\b(?:undecided|not (?:yet )?decided|to be (?:decided|confirmed|clarified)|tbd)\b/i;
  if (isOpen || undecided.test(said) || /\b(?:maybe|perhaps)\b/i.test(said)) return null;
  return wordsOf(said).length < 2 ? null : take(kind, said);
}

function ofLabel(label: string, text: string): FoundTakeaway | null {
  const kind = /^(?:decision|decided|agreed|adr)$/i.test(label) ? "decision" : "lesson";
  return text.includes("?") || !saysSomething(text) ? null : takeawayOf(kind, text);
}

function saysSomething(text: string): boolean {
  return wordsOf(text).some((word) => word.length > 2 && !empty.has(word));
}

function plainOf(text: string): string {
  return text
    .replace(/’/g, "'")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function take(kind: TakeawayKind, said: string): FoundTakeaway {
  const whole = `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
  if (whole.length <= LONGEST_TAKEAWAY) return { kind, text: whole };
  const cut = whole.slice(0, LONGEST_TAKEAWAY).replace(/\s+\S*$/, "");
  return { kind, text: `${cut.toWellFormed()} …` };
}
