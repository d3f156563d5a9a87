import { findSection } from "../../findSection.ts";
import { asTask, sentence, startsWithVerb } from "../../templates/wording.ts";
import { type Clause, clausesOf, recognise, stripFiller } from "../understand/clauses.ts";
import { controlOf } from "../understand/control.ts";
import { parseEstimate } from "../understand/estimate.ts";
import { takeOutright } from "../understand/outright.ts";
import { answerAbout } from "./answerAbout.ts";
import { applyFact } from "./applyFact.ts";
import { addSection, addTo, type Draft } from "./edit.ts";
import { fitting } from "./placing.ts";
import { change, type Revision, words } from "./revision.ts";
import { applyRules, explicitRules, looseRules } from "./rules.ts";

const setting =
  /^(?:please )?(?:change|set|update|make|put|move|raise|lower|increase|decrease)(?: it| the)?\b.*?\b(?:estimate|effort)\b.*?\b(?:to|at|by|is)\s+(.+)$/is;
const lead =
  /^(?:(?:please|also|and|then|now|ok(?:ay)?|actually|oh|um+|uh+|well|so|hey|great|thanks|one more thing|yes|no)\b[\s,.:!]*|(?:can|could|would|will) you (?:please )?|(?:i|we)(?:'d| would)? (?:want|like) (?:you )?to |let's |you (?:should|can|could) )+/i;
const requirement =
  /\b(?:must|should|shall|has to|have to|needs? to|need|can|also|support|want)\b/i;
const question =
  /^(?:what|how|why|who|where|when|which|is|are|does|do|did|will|can|could|should|has|have|was)\b/i;

const withoutLead = (text: string): string =>
  text
    .replace(/’/g, "'")
    .trim()
    .replace(lead, "")
    .replace(/[\s.!]+$/, "");

/** The text of a message that names a change to the plan itself; null for any other. */
export function editOf(message: string): string | null {
  const body = withoutLead(message);
  return explicitRules.some(([pattern]) => pattern.test(body)) ? body : null;
}

/** What a message means for a plan. Total: every text gets a revision or an answer. */
export function revise(draft: Draft, message: string, now: Date): Revision {
  const text = message.replace(/’/g, "'").trim();
  const which = controlOf(text);
  if (which !== null) return answerAbout(draft, text, which);
  const bare = withoutLead(text);
  const asked = /\?\s*$/.test(bare);
  const wish = /^(?:can|could|should) (?:it|we|they|there)\b/i.test(bare);
  if (asked && !wish) return answerAbout(draft, text, null);
  const body = bare.replace(/\?$/, "");

  const explicit = applyRules(explicitRules, draft, body);
  if (explicit !== null) return explicit;
  const estimate = parseEstimate(setting.exec(body)?.[1] ?? "");
  if (estimate !== null)
    return settle(draft, [{ text: body, fact: { kind: "estimate", estimate } }], now);
  const clauses = clausesOf(body, now);
  if (clauses.length > 0 && clauses.every(({ fact }) => fact !== null))
    return settle(draft, clauses, now);
  const ruled = applyRules(looseRules, draft, body);
  if (ruled !== null) return ruled;
  if (question.test(body) && !requirement.test(body)) return answerAbout(draft, text, null);
  return keepOutright(draft, body, now);
}

/** Decisions and lessons into sections of their own; what else was said is settled. */
function keepOutright(draft: Draft, body: string, now: Date): Revision {
  const told = takeOutright(body, (text) => clausesOf(text, now).some(({ fact }) => fact !== null));
  let next = draft;
  const summaries: string[] = [];
  const keep = (title: string, lines: readonly string[]): void => {
    for (const line of lines) {
      next = addTo(next, title, `- ${sentence(line)}`);
      summaries.push(`Added to ${title}: ${line}`);
    }
  };
  keep("Decisions", told.decisions);
  keep("Lessons learned", told.lessons);
  return settle(next, clausesOf(told.rest, now), now, summaries);
}

/** Facts into the metadata, everything else under the section that fits. */
function settle(
  draft: Draft,
  clauses: readonly Clause[],
  now: Date,
  settled: readonly string[] = [],
): Revision {
  let next = draft;
  const summaries = [...settled];
  for (const { text, fact } of clauses) {
    const known = fact ?? recognise(text, now);
    const applied = known === null ? addFree(next, stripFiller(text)) : applyFact(next, known);
    if (applied === null) continue;
    next = applied.draft;
    summaries.push(applied.summary);
  }
  if (summaries.length === 0) {
    return words(
      "I did not see what to change. You can say, for example, add a task to testing, or make it high priority.",
    );
  }
  return change(next, summaries.join("; "));
}

function addFree(draft: Draft, text: string): { draft: Draft; summary: string } | null {
  if (text.split(/\s+/).length < 3) return null;
  const section = fitting(text);
  if (section === "Risks" || section === "Open questions") {
    return {
      draft: addTo(draft, section, `- ${sentence(text)}`),
      summary: `Added to ${section}: ${text}`,
    };
  }
  if (section !== null) {
    const task = asTask(text);
    return {
      draft: addTo(draft, section, `- [ ] ${task}`),
      summary: `Added to ${section}: ${task}`,
    };
  }
  if (requirement.test(text) || startsWithVerb(text)) {
    const task = asTask(
      text.replace(
        /^(?:(?:we|i)(?: also)? (?:need|want)|there (?:should|must) be)\s+(?:to\s+)?/i,
        "",
      ),
    );
    const scoped =
      findSection(draft, "Scope") === null
        ? addSection(draft, "Scope", `### In scope\n\n- ${task}`)
        : addTo(draft, "Scope", `- ${task}`, /in scope/i);
    return {
      draft: addTo(scoped, "Approach", `- [ ] ${task}`, /phase 2/i),
      summary: `Added a requirement: ${task}`,
    };
  }
  return { draft: addTo(draft, "Notes", `- ${sentence(text)}`), summary: `Noted: ${text}` };
}
