import { isDeepStrictEqual } from "node:util";
import type { PlanDiff, PlanMetadata, SectionDiff } from "@voiceplan/protocol";
import { isSame } from "./diff.ts";
import { hours, joinAnd } from "./templates/wording.ts";

const TASK = /^\s*(?:[-*+]|\d+[.)])\s+\[([ xX])\]\s+(\S.*)$/;

/**
 * What a version changed, for the ear, as what follows its name: "adds the section Rollout and drops
 * two tasks". Null: nothing.
 */
export function diffWords(diff: PlanDiff): string | null {
  const { sections } = diff;
  const tasks = tasksIn(sections);
  const added = named(sections.filter(({ from }) => from === null));
  const gone = named(sections.filter(({ to }) => to === null));
  const moved = named(sections.filter(({ isMoved }) => isMoved));
  const said = [
    added && `adds ${added}`,
    gone && `drops ${gone}`,
    count("adds", tasks.added),
    count("drops", tasks.removed),
    count("checks off", tasks.done),
    count("opens again", tasks.reopened),
    moved && `moves ${moved}`,
    renamed(diff),
    ...metadataWords(diff),
  ].filter((words) => words !== null);
  const told = said.slice(0, 3);
  const quiet = rewritten(sections);
  if (told.length < 3 && quiet !== null) told.push(`rewrites ${quiet}`);
  if (said.length > 3) told.push("more");
  return told.length === 0 ? null : joinAnd(told);
}

/** The comparison of two versions, the older first, as a sentence for the ear. */
export function comparisonInWords(older: number, newer: number, diff: PlanDiff): string {
  const words = diffWords(diff);
  if (words === null) return `Versions ${older} and ${newer} read the same.`;
  return `${newer - older > 1 ? `Since version ${older}, version` : "Version"} ${newer} ${words}.`;
}

function renamed({ title }: PlanDiff): string | null {
  if (title === undefined || title.from === title.to) return null;
  return title.to === null ? "drops the title" : `is called ${title.to}`;
}

function named(sections: readonly SectionDiff[]): string | null {
  const titles = sections.map(({ title }) => title || "the introduction");
  if (titles.length === 0) return null;
  if (titles.length > 3) return `${titles.length} sections`;
  return `the section${titles.length === 1 ? "" : "s"} ${joinAnd(titles)}`;
}

/** Sections of both versions that differ in more than their tasks. */
function rewritten(sections: readonly SectionDiff[]): string | null {
  const other = sections.filter(
    (section) =>
      section.from !== null &&
      section.to !== null &&
      !isSame(section) &&
      section.lines.some(
        ({ kind, text }) => kind !== "same" && text.trim() !== "" && !TASK.test(text),
      ),
  );
  return named(other);
}

function tasksIn(sections: readonly SectionDiff[]) {
  const marks = { added: new Map<string, boolean>(), removed: new Map<string, boolean>() };
  for (const { lines } of sections)
    for (const { kind, text } of lines) {
      const [, mark, words] = TASK.exec(text) ?? [];
      if (kind !== "same" && words !== undefined) marks[kind].set(words, mark !== " ");
    }
  const changed = [...marks.added].filter(([words]) => marks.removed.has(words));
  const done = changed.filter(([words, isDone]) => isDone && marks.removed.get(words) === false);
  const reopened = changed.filter(
    ([words, isDone]) => !isDone && marks.removed.get(words) === true,
  );
  return {
    added: marks.added.size - changed.length,
    removed: marks.removed.size - changed.length,
    done: done.length,
    reopened: reopened.length,
  };
}

const numbers = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
];

function count(verb: string, tasks: number): string | null {
  if (tasks === 0) return null;
  return `${verb} ${numbers[tasks] ?? tasks} ${tasks === 1 ? "task" : "tasks"}`;
}

function metadataWords({ metadata: { from, to } }: PlanDiff): (string | null)[] {
  const isOther = (key: keyof PlanMetadata): boolean => !isDeepStrictEqual(from[key], to[key]);
  const estimate = to.estimatedHours === null ? null : hours(to.estimatedHours);
  return [
    isOther("estimatedHours") ? setTo("estimate", estimate) : null,
    isOther("priority") ? setTo("priority", to.priority) : null,
    isOther("dependencies") ? "changes what it depends on" : null,
    isOther("milestones") ? "changes the milestones" : null,
  ];
}

function setTo(name: string, value: string | null): string {
  return value === null ? `takes back the ${name}` : `sets the ${name} to ${value}`;
}
