import type { Milestone, Priority } from "@voiceplan/protocol";
import type { Estimate } from "../../templates/template.ts";
import { estimateClause } from "./estimate.ts";
import { milestoneClause } from "./milestones.ts";
import { priorityClause } from "./priority.ts";

/** A clause that says by itself what it is about. */
export type Fact =
  | { kind: "estimate"; estimate: Estimate }
  | { kind: "priority"; priority: Priority }
  | { kind: "dependencies"; items: string[] }
  | { kind: "milestones"; milestones: Milestone[] };

export type Clause = { text: string; fact: Fact | null };

const dependency = [
  /^(?:(?:and|but|it|this|that|which|also|really|of course)\s+)*(?:depends?|depending|rel(?:y|ies)|is (?:blocked|waiting)|blocked|waits?|waiting|builds?)\s+(?:up)?(?:on|by|for)\s+(.+)$/i,
  /^(?:the |its |one )?dependenc(?:y|ies)(?: is| are|:)?\s+(.+)$/i,
  /^(?:(?:it|we) (?:first )?needs?|requires) ((?:the|our) .+?)(?: first| to be (?:ready|finished|done|there)(?: first)?)?$/i,
];
const none = /^(?:nothing|none|no(?:thing)? (?:other|else)|no one|anything)$/i;

/** "the mailer and Redis" -> two things. */
export function splitNames(text: string): string[] {
  return text
    .split(/\s*(?:,|;|\band\b|\bplus\b|\bas well as\b)\s*/i)
    .map((item) =>
      item
        .replace(/^(?:also|on|by)\s+/i, "")
        .replace(/[.!?]+$/, "")
        .trim(),
    )
    .filter((item) => item !== "" && !none.test(item));
}

function dependencyClause(text: string): string[] | null {
  if (/^(?:there (?:are|is) )?no (?:other )?dependenc/i.test(text)) return [];
  for (const pattern of dependency) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return splitNames(found);
  }
  return null;
}

export function recognise(text: string, now: Date): Fact | null {
  const clause = text.trim();
  const items = dependencyClause(clause);
  if (items !== null) return { kind: "dependencies", items };
  const estimate = estimateClause(clause);
  if (estimate !== null) return { kind: "estimate", estimate };
  const priority = priorityClause(clause);
  if (priority !== null) return { kind: "priority", priority };
  const milestones = milestoneClause(clause, now);
  return milestones === null ? null : { kind: "milestones", milestones };
}

const filler =
  /^(?:(?:um+|uh+|er+|hm+|well|so|ok(?:ay)?|yes|yeah|yep|sure|right|alright|and|then|also|please|i mean|you know|let me think|let's see|i think|i guess)\b[\s,.:]*)+/i;

export function stripFiller(text: string): string {
  const stripped = text.replace(filler, "").trim();
  return stripped === "" && !/^(?:yes|yeah|yep|sure|ok(?:ay)?)\W*$/i.test(text.trim())
    ? ""
    : stripped;
}

/** Where a sentence may be cut: the reason and the contrast begin a clause of their own. */
const inner = /\s+(?=(?:so that|because|in order to)\s)/i;
/** Words after which an independent statement may follow; cut only where one does. */
const joint = /,?\s+(?=(?:and|with|by|before|due|until|but)\s)|,\s+/gi;

/** Peels statements that speak for themselves off the end of a text: "… with high priority by Friday". */
function peel(text: string, now: Date): Clause[] {
  const whole = recognise(text, now);
  if (whole !== null && whole.kind !== "dependencies") return [{ text, fact: whole }];
  for (const cut of text.matchAll(joint)) {
    const head = text.slice(0, cut.index).trim();
    const rest = text.slice(cut.index).replace(/^,?\s+/, "");
    const bare = rest.replace(/^(?:and|but)\s+/i, "");
    const fact = recognise(bare, now);
    const starts = fact ?? recognise(bare.split(/,?\s+and\s+|,\s+/)[0] ?? "", now);
    if (/^and a half\b/i.test(rest) || /\bbetween\s+\S+$/i.test(head)) continue;
    const front = recognise(head, now);
    if (front !== null && front.kind !== "dependencies") {
      return [{ text: head, fact: front }, ...peel(stripFiller(rest), now)];
    }
    if (starts === null || head === "") continue;
    const settled = fact !== null && fact.kind !== "dependencies";
    return [...peel(head, now), ...(settled ? [{ text: bare, fact }] : peel(bare, now))];
  }
  return [{ text, fact: whole }];
}

/**
 * Cuts a message into clauses and says of each whether it speaks for itself. Sentences, semicolons and
 * reasons cut always, commas and "and" only where a statement of its own follows, so that a list stays
 * together.
 */
export function clausesOf(message: string, now: Date): Clause[] {
  return message
    .slice(0, 4000)
    .split(/(?<=[.!?])\s+|\s*[;\n]+\s*|\s+[–—]\s+/)
    .flatMap((sentence) => sentence.split(inner))
    .flatMap((part) => {
      const text = stripFiller(part.replace(/^[-*•]\s+/, "")).replace(/[\s,.!]+$/, "");
      return text === "" ? [] : peel(text, now);
    });
}
