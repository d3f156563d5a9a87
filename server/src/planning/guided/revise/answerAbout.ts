import { findSection } from "../../findSection.ts";
import { capitalise, hours, joinAnd } from "../../templates/wording.ts";
import type { Control } from "../understand/control.ts";
import { dateText } from "../write/renderPlan.ts";
import { type Draft } from "./edit.ts";
import type { Revision } from "./revision.ts";

const how = "Say what to change, for example: add a task to testing.";

function openTasks(draft: Draft): string[] {
  return draft.sections.flatMap(({ content }) =>
    [...content.matchAll(/^\s*[-*]\s+\[ \]\s+(.+)$/gm)].map((found) => found[1] ?? ""),
  );
}

function openQuestions(draft: Draft): string[] {
  const section = findSection(draft, "Open questions");
  return section === null
    ? []
    : [...section.content.matchAll(/^-\s+(.+)$/gm)].map((found) => found[1] ?? "");
}

function outline(draft: Draft): string {
  const titles = draft.sections.map(({ title }) => title).filter((title) => title !== "");
  const tasks = openTasks(draft).length;
  return `${draft.title} has ${titles.length} sections and ${tasks} open ${tasks === 1 ? "task" : "tasks"}. ${how}`;
}

/** Answers a question, a thank-you or a control word about a plan, without changing it. */
export function answerAbout(draft: Draft, message: string, control: Control | null): Revision {
  return { type: "words", say: answer(draft, message, control) };
}

function answer(draft: Draft, message: string, control: Control | null): string {
  const { estimatedHours, priority, milestones, dependencies } = draft.metadata;
  const open = openQuestions(draft);
  if (control === "courtesy") {
    return /\b(?:thank|thanks|bye)\b/i.test(message)
      ? "You're welcome. The plan is saved."
      : `All right. ${how}`;
  }
  if (control === "done") return `${draft.title} is saved already. There is nothing new to save.`;
  if (control === "back")
    return "To go back to an earlier version, open the plan's history and restore it.";
  if (control === "restart")
    return "The saved plan stays as it is. To start another, say: create a development plan for, and what it is about.";
  if (control === "remaining" || /\bopen questions?\b/i.test(message)) {
    if (open.length === 0) return "Nothing is open in this plan.";
    return `${open.length === 1 ? "One question is" : `${open.length} questions are`} open. The first: ${open[0] ?? ""}`;
  }
  if (control !== null) return outline(draft);
  if (/\b(?:how (?:long|much|many hours)|estimate|effort)\b/i.test(message)) {
    return estimatedHours === null
      ? "There is no estimate yet. You can say, for example, about 20 hours."
      : `It is estimated at ${hours(estimatedHours)}.`;
  }
  if (/\b(?:priority|urgent|important)\b/i.test(message)) {
    return priority === null ? "It has no priority yet." : `Its priority is ${priority}.`;
  }
  if (/\b(?:when|deadline|date|due|milestones?)\b/i.test(message)) {
    const said = milestones
      .slice(0, 3)
      .map(({ title, date }) => (date === null ? title : `${title} on ${dateText(date)}`));
    return said.length === 0
      ? "There is no date in this plan yet."
      : `${capitalise(joinAnd(said))}.`;
  }
  if (/\bdepend/i.test(message)) {
    return dependencies.length === 0
      ? "It depends on nothing that was named."
      : `It depends on ${joinAnd(dependencies.slice(0, 3))}.`;
  }
  if (/\b(?:next|first task|start with|to do|tasks?)\b/i.test(message)) {
    const [task] = openTasks(draft);
    return task === undefined ? "All tasks are done." : `The next open task is: ${task}.`;
  }
  return outline(draft);
}
