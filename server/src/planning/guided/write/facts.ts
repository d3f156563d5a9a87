import type { Facts, Template } from "../../templates/template.ts";
import type { Interview } from "../state.ts";

/** The title as it stands: given by the person, or made from the subject. */
export function titleOf(interview: Interview, template: Template): string {
  if (interview.title !== null) return interview.title;
  const title = interview.subject === null ? template.title : template.titleOf(interview.subject);
  return title.length <= 120 ? title : `${title.slice(0, 117).replace(/\s+\S*$/, "")}…`;
}

/** What an interview has found out, as templates read it. */
export function factsOf(interview: Interview, template: Template): Facts {
  const title = titleOf(interview, template);
  const items = (slot: string): readonly string[] => interview.answers[slot] ?? [];
  return {
    title,
    subject: interview.subject ?? { phrase: title, thing: title, target: null },
    items,
    text: (slot) => items(slot).join("; ") || null,
    estimate: interview.estimate,
    priority: interview.priority,
    dependencies: items("dependencies"),
    milestones: interview.milestones,
  };
}
