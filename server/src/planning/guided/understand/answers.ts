import type { Milestone, Priority } from "@voiceplan/protocol";
import { riskCue } from "../../templates/commonQuestions.ts";
import type { Estimate, Question, Template } from "../../templates/template.ts";
import { capitalise, startsWithVerb } from "../../templates/wording.ts";
import type { Interview } from "../state.ts";
import { clausesOf, splitNames } from "./clauses.ts";
import { parseEstimate } from "./estimate.ts";
import { milestoneClause } from "./milestones.ts";
import { parsePriority } from "./priority.ts";

/** What a message says, sorted by the question that each part answers. */
export interface Understood {
  estimate: Estimate | null;
  priority: Priority | null;
  milestones: Milestone[];
  /** New answers by slot; empty for "none". */
  answers: Record<string, string[]>;
  /** The message takes back something that was said before. */
  correction: boolean;
  /** What answers nothing that is known. */
  rest: string[];
}

const correcting =
  /^(?:(?:no|sorry|wait|oh|oops|hm+)[\s,.]+)*(?:actually|correction|i meant?|rather|make that|sorry|wait|no,|change (?:it|that) to)\b[\s,:]*/i;
const none =
  /^(?:(?:no|nope|none|nothing|not really|no one|nobody|never|not at all|nothing (?:else|special|comes to mind)|none (?:that i know of|at all)|not that i know(?: of)?|i don't think so|there (?:is|are) none|no (?:date|deadline|dependencies|limit|fixed date|risks?)|whenever)[\s,.]*)+$/i;

/** Cuts a list as it is spoken into its items. */
export function splitList(text: string): string[] {
  const parts = text.split(/\s*;\s*|,\s+(?:and\s+|plus\s+|then\s+)?/i);
  const items = parts.flatMap((part) => {
    const [left, right, ...more] = part.split(/\s+and\s+(?:also\s+)?/i);
    if (left === undefined || right === undefined || more.length > 0) return [part];
    const apart =
      parts.length > 1
        ? left.split(" ").length > 1 || right.split(" ").length > 1
        : left.split(" ").length > 1 &&
          (startsWithVerb(right) || /^(?:the|a|an|our|no|it|they)\b/i.test(right));
    return apart ? [left, right] : [part];
  });
  return items
    .map((item) =>
      item
        .replace(/^(?:and|then|also|plus|first|finally)\s+/i, "")
        .replace(/[\s.,;!]+$/, "")
        .trim(),
    )
    .filter((item) => item !== "");
}

function itemsOf(question: Question, text: string): string[] {
  if (none.test(text)) return [];
  if (question.kind === "text") return [text];
  if (question.slot === "exclusions") {
    return splitList(text.replace(/^(?:no|not)\s+/i, "")).map((item) =>
      item.replace(/^(?:no|not)\s+/i, ""),
    );
  }
  if (question.slot === "users" || question.kind === "dependencies") {
    return splitNames(
      text
        .replace(
          /^(?:it(?:'s| is)|this is|that's|they(?:'re| are)|mainly|mostly|for|on|it depends on|yes,?)\s+/gi,
          "",
        )
        .replace(/^for\s+/i, ""),
    );
  }
  return splitList(text);
}

/**
 * Reads a message against the questions of a template. `asked` is the question that waits; what
 * speaks for itself is taken wherever it belongs, the rest is the answer to `asked`.
 */
export function understand(
  message: string,
  template: Template,
  interview: Interview,
  asked: Question | null,
  now: Date,
): Understood {
  const correction = correcting.test(message);
  const text = message.replace(/’/g, "'").trim().replace(correcting, "");
  const result: Understood = {
    estimate: null,
    priority: null,
    milestones: [],
    answers: {},
    correction,
    rest: [],
  };
  const put = (slot: string, items: readonly string[]): void => {
    result.answers[slot] = [...(result.answers[slot] ?? []), ...items];
  };

  if (asked !== null && none.test(text)) {
    const slot = /\b(?:date|deadline)\b/i.test(text) ? "milestones" : asked.slot;
    put(/\bdependenc/i.test(text) ? "dependencies" : slot, []);
    return result;
  }
  let last: string | null = null;
  for (const { text: clause, fact } of clausesOf(text, now)) {
    if (fact !== null) {
      if (fact.kind === "estimate") result.estimate = fact.estimate;
      else if (fact.kind === "priority") result.priority = fact.priority;
      else if (fact.kind === "milestones") result.milestones.push(...fact.milestones);
      else put("dependencies", fact.items);
      last = fact.kind;
      continue;
    }
    const risk = riskCue.exec(clause)?.[1];
    if (risk !== undefined) {
      put("risks", [risk]);
      continue;
    }
    const cued = template.questions.find(
      ({ slot, cue }) =>
        cue?.test(clause) === true &&
        (slot === asked?.slot || correction || interview.answers[slot] === undefined),
    );
    if (
      cued !== undefined &&
      (asked?.kind !== "list" || cued.slot === asked.slot || cued.slot !== "why")
    ) {
      put(cued.slot, itemsOf(cued, cued.cue?.exec(clause)?.[1] ?? clause));
      last = cued.slot;
      continue;
    }
    if (
      last === "dependencies" &&
      asked?.kind !== "list" &&
      /^(?:the|our|a|an)\s+\S+(?:\s+\S+){0,2}$/i.test(clause)
    ) {
      put("dependencies", splitNames(clause));
      continue;
    }
    if (asked === null || !answerAsked(asked, clause, result, put, now)) result.rest.push(clause);
  }
  return result;
}

/** Takes a clause as the answer to the question that was asked; false when it cannot be one. */
function answerAsked(
  asked: Question,
  clause: string,
  result: Understood,
  put: (slot: string, items: readonly string[]) => void,
  now: Date,
): boolean {
  switch (asked.kind) {
    case "estimate": {
      const estimate = parseEstimate(clause);
      result.estimate = estimate ?? result.estimate;
      return estimate !== null;
    }
    case "priority": {
      const priority = clause.split(/\s+/).length <= 12 ? parsePriority(clause) : null;
      result.priority = priority ?? result.priority;
      return priority !== null;
    }
    case "milestones": {
      const milestones = milestoneClause(clause, now, true) ?? [];
      result.milestones.push(...milestones);
      return milestones.length > 0;
    }
    case "text": {
      const before = result.answers[asked.slot] ?? [];
      result.answers[asked.slot] = [
        [...before, before.length > 0 ? capitalise(clause) : clause].join(". "),
      ];
      return true;
    }
    case "list":
    case "dependencies":
      if ((asked.slot === "users" || asked.kind === "dependencies") && startsWithVerb(clause))
        return false;
      put(asked.slot, itemsOf(asked, clause));
      return true;
  }
}
