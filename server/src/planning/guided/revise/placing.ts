import { findSection } from "../../findSection.ts";
import { asTask, capitalise, sentence, startsWithVerb } from "../../templates/wording.ts";
import { addTo, type Draft, withSection } from "./edit.ts";
import { change, type Revision, unquote } from "./revision.ts";

/** A new task in its own words, and where in a plan it belongs. */
export interface TaskPlace {
  title: string;
  /** The list item. */
  line: string;
  task: string;
  /** The part of the section, by its heading; null: none in particular. */
  under: RegExp | null;
}

/** Where a task goes: into the section that is named, or the one that fits. */
export function taskPlace(
  plan: Pick<Draft, "sections">,
  name: string | undefined,
  bare: string,
): TaskPlace {
  const wanted = name ?? fitting(bare) ?? "Approach";
  const title = findSection(plan, wanted)?.title ?? capitalise(unquote(wanted));
  const task =
    /^(?:testing|risks|rollout)$/i.test(title) || startsWithVerb(bare)
      ? capitalise(bare)
      : asTask(bare);
  const line = /^risks|^goals|^notes|^milestones|^open questions/i.test(title)
    ? `- ${sentence(task)}`
    : `- [ ] ${task}`;
  return { title, line, task, under: /^approach$/i.test(title) ? /phase 2/i : null };
}

/** Adds a task to the section that is named, or to the one that fits. */
export function addTask(draft: Draft, name: string | undefined, text: string): Revision | null {
  const bare = unquote(text).replace(/^(?:to|for|that)\s+/i, "");
  if (bare === "") return null;
  const { title, line, task, under } = taskPlace(draft, name, bare);
  return change(addTo(draft, title, line, under ?? undefined), `Added to ${title}: ${task}`);
}

/** The section whose subject a text touches; null when none is near. */
export function fitting(text: string): string | null {
  const near: readonly (readonly [RegExp, string])[] = [
    [/\b(?:tests?|testing|qa|verify|load test|regression)\b/i, "Testing"],
    [/\b(?:risk|danger|worr(?:y|ied)|could fail|might fail|might break|concern)\b/i, "Risks"],
    [
      /\b(?:roll ?out|deploy\w*|releas\w+|launch|feature flag|announce|staging|production|go live)\b/i,
      "Rollout",
    ],
    [/\b(?:open question|unclear|not decided|to be decided|we don't know)\b/i, "Open questions"],
  ];
  return near.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Adds a line to what stays out, with its heading where there is none yet. */
export function outOfScope(draft: Draft, text: string): Draft {
  const section = findSection(draft, "Scope");
  if (section !== null && !/^### Out of scope/m.test(section.content)) {
    return withSection(
      draft,
      section,
      `${section.content.trimEnd()}\n\n### Out of scope\n\n- ${text}`.trim(),
    );
  }
  return section === null
    ? addTo(draft, "Scope", `### Out of scope\n\n- ${text}`)
    : addTo(draft, "Scope", `- ${text}`, /out of scope/i);
}
