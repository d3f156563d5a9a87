import type { Question, Template } from "../templates/template.ts";
import { chooseTemplate, templateByName } from "../templates/templates.ts";
import { lowerFirst, startsWithVerb } from "../templates/wording.ts";
import { acknowledge } from "./acknowledge.ts";
import { controlTurn } from "./controlTurn.ts";
import { pending, spoken, templateOf } from "./questions.ts";
import { isEdit } from "./revise/applyEdits.ts";
import { emptyInterview, type Interview } from "./state.ts";
import { about, ask, stay, type Turn } from "./turn.ts";
import { splitList, understand, type Understood } from "./understand/answers.ts";
import { splitControl } from "./understand/control.ts";
import { asksForPlan, nameGiven, parseSubject, wishOf } from "./understand/subject.ts";
import { takeOutright, type Outright } from "./understand/outright.ts";
import { titleOf } from "./write/facts.ts";

/** Merges what was understood; a correction replaces, anything else adds to lists that were open. */
function merge(interview: Interview, found: Understood, asked: Question | null): Interview {
  const answers = { ...interview.answers };
  for (const [slot, items] of Object.entries(found.answers)) {
    const replace = found.correction || slot === asked?.slot;
    answers[slot] = replace ? items : [...(answers[slot] ?? []), ...items];
  }
  const titles = new Set(found.milestones.map(({ title }) => title));
  return {
    ...interview,
    answers,
    estimate: found.estimate ?? interview.estimate,
    priority: found.priority ?? interview.priority,
    milestones: [
      ...interview.milestones.filter(({ title }) => !titles.has(title)),
      ...found.milestones,
    ],
  };
}

/** Keeps what was decided and learned: it answers no question, and no answer replaces it. */
function keep(interview: Interview, told: Outright): Interview {
  const answers = { ...interview.answers };
  for (const slot of ["decisions", "lessons"] as const) {
    const items = [...new Set([...(answers[slot] ?? []), ...told[slot]])];
    if (items.length > 0) answers[slot] = items;
  }
  return { ...interview, answers };
}

const statesFact = ({ estimate, priority, milestones, answers }: Understood): boolean =>
  estimate !== null ||
  priority !== null ||
  milestones.length > 0 ||
  answers["dependencies"] !== undefined;

const requirement = /\b(?:must|should|shall|has to|have to|needs? to|can|also)\b/i;

/** Puts what answered nothing where it does most good. */
function place(interview: Interview, rest: readonly string[], template: Template): Interview {
  const answers = { ...interview.answers };
  for (const text of rest) {
    const slot = requirement.test(text) || startsWithVerb(text) ? template.freeSlot : "detail";
    answers[slot] = [...(answers[slot] ?? []), ...(slot === "detail" ? [text] : splitList(text))];
  }
  return { ...interview, answers };
}

/** Begins an interview with the first thing that was said. */
export function begin(message: string, now: Date): Turn {
  const text = message.replace(/’/g, "'").trim();
  const title = nameGiven(text);
  const wish = title ?? wishOf(text);
  const template = chooseTemplate(
    title === null ? text.replace(/\b(?:create|make|write|start|new)\b.*?\bplan\b/i, "") : title,
  );
  if (wish === "" || (title !== null && template === null)) {
    return stay(
      { ...emptyInterview, title },
      title === null ? about : `All right, ${title}. What is it about?`,
    );
  }
  return describe(
    { ...emptyInterview, title, templateId: template?.id ?? "new-feature" },
    wish,
    now,
  );
}

/** Takes the subject and whatever else the sentence about it says. */
function describe(interview: Interview, wish: string, now: Date): Turn {
  const template = templateOf(interview);
  if (template === null) return stay(interview, about);
  const cut =
    /^(.+?)(?:[:;]\s+|[.!?]\s+|,\s+(?=(?:it|they|we|i|nobody|everybody|people|users|which|that|because|since|so|but|and|about|for|with|high|low|by|due)\b)|\s+(?=(?:so that|because|in order to)\s))(.+)$/is.exec(
      wish,
    );
  const head = cut?.[1] ?? wish;
  const inHead = understand(head, { ...template, questions: [] }, interview, null, now);
  const told = takeOutright(cut?.[2] ?? "", (sentence) =>
    statesFact(understand(sentence, template, interview, null, now)),
  );
  const inRest = understand(told.rest, template, interview, null, now);
  const subject = parseSubject((inHead.rest[0] ?? head).replace(/[.!?]+$/, ""));
  if (!/[\p{L}\p{N}]/u.test(titleOf({ ...interview, subject }, template)))
    return stay(interview, about);
  const known = keep(merge(merge(interview, inHead, null), inRest, null), told);
  const placed = place({ ...known, subject }, inRest.rest, template);
  return ask(placed, opening(placed, template));
}

function opening(interview: Interview, template: Template): string {
  const title = titleOf(interview, template);
  const given = interview.title !== null || !/^[a-z]/.test(interview.subject?.phrase ?? "");
  return `All right, ${kinds[template.id]}: ${given ? lowerFirst(title) : keepName(title, interview)}.`;
}

const kinds: Record<Template["id"], string> = {
  "new-feature": "a new feature",
  "bug-fix": "a bug fix",
  performance: "a performance plan",
  security: "a security plan",
  refactoring: "a refactoring",
  "api-integration": "an integration",
  "database-migration": "a database migration",
};

/** The title in the middle of a sentence: its first letter as the person wrote it. */
function keepName(title: string, { subject }: Interview): string {
  const small = title.charAt(0).toLowerCase() + title.slice(1);
  return subject !== null &&
    `${subject.phrase} ${subject.thing}`.includes(small.split(" ")[0] ?? "")
    ? small
    : title;
}

const choosing =
  /^(?:(?:please|actually|no|let's)[\s,]+)*(?:use|take|switch to|it(?:'s| is)(?: more)?|make it|treat it as|that's)(?: (?:a|an|the))? (.+?)(?: template| plan)?(?:,? (?:actually|instead|please|really))?[.!]?$/i;

/** The template that a message asks for; null where it asks for none. */
export function templateAskedFor(message: string): Template | null {
  return templateByName(choosing.exec(message.trim())?.[1] ?? "");
}

const naming =
  /^(?:please )?(?:call (?:it|the plan)|name (?:it|the plan)|rename (?:it|the plan) to|(?:change|set) the (?:title|name) to|the (?:title|name) (?:is|should be))\s+["“']?(.+?)["”']?[.!]?$/i;
const wondering = /^(?:what|how|why|who|where|when|which|are you|do you|can you)\b.*\?$/is;

/** The next state of an interview. Total: any text in any state has an answer. */
export function advance(interview: Interview, message: string, now: Date): Turn {
  const { text, control: which } = splitControl(message);
  if (text === "" && which !== null) return controlTurn(interview, which);
  const answered = answer(interview, text, now);
  if (which !== "done" || answered.interview === null) return answered;
  return controlTurn(answered.interview, "done");
}

function answer(interview: Interview, text: string, now: Date): Turn {
  const template = templateOf(interview);
  if (template === null || interview.subject === null) {
    const wish = wishOf(text.replace(/’/g, "'"));
    if (wish === "" || asksForPlan(wish)) return stay(interview, about);
    const templateId = chooseTemplate(`${text} ${interview.title ?? ""}`)?.id ?? "new-feature";
    return describe({ ...interview, templateId }, wish, now);
  }
  if (isAnotherWish(interview, text)) return begin(text, now);
  const question = pending(interview);
  const chosen = templateAskedFor(text);
  if (chosen !== null && chosen.id !== template.id) {
    return ask(
      { ...interview, templateId: chosen.id, trail: [] },
      `All right, ${lowerFirst(chosen.title)} it is.`,
    );
  }
  const name = naming.exec(text.trim())?.[1]?.slice(0, 200);
  if (name !== undefined) return ask({ ...interview, title: name }, `I'll call it ${name}.`);

  if (isEdit(text)) {
    return ask({ ...interview, edits: [...interview.edits, text] }, "I'll put that into the plan.");
  }
  // Whatever is said could be the name of something to depend on; of a decision that is not believed.
  const asked = question?.kind === "dependencies" ? null : question;
  const told = takeOutright(text, (sentence) =>
    statesFact(understand(sentence, template, interview, asked, now)),
  );
  const known = keep(interview, told);
  if (told.rest === "") return ask(known, acknowledge(known, interview));
  const found = understand(told.rest, template, known, question, now);
  const recognised =
    found.estimate !== null || found.priority !== null || found.milestones.length > 0;
  if (wondering.test(told.rest.trim()) && !recognised) {
    return stay(
      known,
      `I can only ask and write here. ${question === null ? about : spoken(question, interview)}`,
    );
  }
  const corrected = found.correction ? correct(interview, found, question) : found;
  const merged = place(merge(known, corrected, question), corrected.rest, template);
  return ask(merged, acknowledge(merged, interview));
}

/** Before anything was answered: a wish of another kind takes the place of the first. */
function isAnotherWish(interview: Interview, text: string): boolean {
  const { answers, estimate, priority, milestones, templateId } = interview;
  const known = [estimate, priority].some(Boolean) || milestones.length > 0;
  if (known || Object.keys(answers).length > 0) return false;
  const other = chooseTemplate(text)?.id ?? null;
  const isWish = /^(?:(?:i|we)(?:'d)? (?:would )?(?:want|need|like|have|should|must)\b|let's\b)/i;
  return (
    other !== null && other !== templateId && isWish.test(text) && startsWithVerb(wishOf(text))
  );
}

/** "Actually it's for editors": an answer that would go to the open question belongs to the one before. */
function correct(interview: Interview, found: Understood, question: Question | null): Understood {
  const before = interview.trail.at(-2);
  const items = question === null ? undefined : found.answers[question.slot];
  if (before === undefined || question === null || items === undefined) return found;
  const others = Object.entries(found.answers).filter(([slot]) => slot !== question.slot);
  const named =
    others.length > 0 ||
    found.estimate !== null ||
    found.priority !== null ||
    found.milestones.length > 0;
  if (named || ["estimate", "priority", "milestones"].includes(before)) return found;
  return {
    ...found,
    answers: { [before]: items },
  };
}
