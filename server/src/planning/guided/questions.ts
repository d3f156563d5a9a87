import type { Question, Template } from "../templates/template.ts";
import { templateById } from "../templates/templates.ts";
import { applyEdits } from "./revise/applyEdits.ts";
import type { Interview } from "./state.ts";
import { factsOf } from "./write/facts.ts";
import { renderPlan, type WrittenPlan } from "./write/renderPlan.ts";

export function templateOf(interview: Interview): Template | null {
  return interview.templateId === null ? null : templateById(interview.templateId);
}

function isAnswered(interview: Interview, { slot, kind }: Question): boolean {
  if (kind === "estimate")
    return interview.estimate !== null || interview.answers[slot] !== undefined;
  if (kind === "priority")
    return interview.priority !== null || interview.answers[slot] !== undefined;
  if (kind === "milestones")
    return interview.milestones.length > 0 || interview.answers[slot] !== undefined;
  return interview.answers[slot] !== undefined;
}

function unanswered(interview: Interview): Question[] {
  const questions = templateOf(interview)?.questions ?? [];
  return questions.filter((question) => !isAnswered(interview, question));
}

export function remaining(interview: Interview): Question[] {
  return unanswered(interview).filter(({ slot }) => !interview.skipped.includes(slot));
}

/** The question that waits for an answer. */
export function pending(interview: Interview): Question | null {
  const slot = interview.trail.at(-1);
  return templateOf(interview)?.questions.find((question) => question.slot === slot) ?? null;
}

export function spoken(question: Question, interview: Interview): string {
  return question.ask.replaceAll("{thing}", interview.subject?.thing ?? "it");
}

/** The plan as it stands; `final`: everything unanswered is an open question, else only what was skipped. */
export function writePlanOf(interview: Interview, final: boolean): WrittenPlan | null {
  const template = templateOf(interview);
  if (template === null || interview.subject === null) return null;
  const open = unanswered(interview).filter(
    ({ slot }) => final || interview.skipped.includes(slot),
  );
  const plan = renderPlan(
    factsOf(interview, template),
    template,
    open.map((question) => spoken(question, interview)),
  );
  return applyEdits(plan, interview.edits);
}
