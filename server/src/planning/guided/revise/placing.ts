import { findSection } from "../../findSection.ts";
import { asTask, capitalise, sentence, startsWithVerb } from "../../templates/wording.ts";
import { addTo, type Draft, withSection } from "./edit.ts";
import { change, type Revision, unquote } from "./revision.ts";

/** Adds a task to the section that is named, or to the one that fits. */
export function addTask(draft: Draft, name: string | undefined, text: string): Revision | null {
  const bare = unquote(text).replace(/^(?:to|for|that)\s+/i, "");
  if (bare === "") return null;
  const wanted = name ?? fitting(bare) ?? "Approach";
  const section = findSection(draft, wanted);
  const title = section?.title ?? capitalise(unquote(wanted));
  const task =
    /^(?:testing|risks|rollout)$/i.test(title) || startsWithVerb(bare)
      ? capitalise(bare)
      : asTask(bare);
  const line = /^risks|^goals|^notes|^milestones|^open questions/i.test(title)
    ? `- ${sentence(task)}`
    : `- [ ] ${task}`;
  return change(
    addTo(draft, title, line, /^approach$/i.test(title) ? /phase 2/i : undefined),
    `Added to ${title}: ${task}`,
  );
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
