import { joinAnd } from "../templates/wording.ts";
import { emptyInterview, type Interview } from "./state.ts";
import { dateText, estimateText } from "./write/renderPlan.ts";

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is said of them is more than their number. */
const named = new Set(["dependencies", "users", "decisions", "lessons"]);

/** Says in a few words what is new in an interview since `before`. */
export function acknowledge(interview: Interview, before: Interview = emptyInterview): string {
  const parts: string[] = [];
  const { estimate, priority, milestones } = interview;
  if (estimate !== null && !same(estimate, before.estimate)) parts.push(estimateText(estimate));
  if (priority !== null && priority !== before.priority) parts.push(`${priority} priority`);
  const dated = milestones.filter(
    (milestone) => !before.milestones.some((known) => same(known, milestone)),
  );
  for (const { title, date } of dated.slice(0, 2)) {
    parts.push(
      date === null ? title : `${title.toLowerCase()} by ${dateText(date).replace(/ \d{4}$/, "")}`,
    );
  }
  const dependencies = interview.answers["dependencies"] ?? [];
  if (dependencies.length > 0 && !same(dependencies, before.answers["dependencies"])) {
    parts.push(`depends on ${joinAnd(dependencies.slice(0, 3))}`);
  }
  const users = interview.answers["users"] ?? [];
  if (users.length > 0 && !same(users, before.answers["users"]))
    parts.push(`for ${joinAnd(users.slice(0, 3))}`);
  const changed = Object.entries(interview.answers).filter(
    ([slot, items]) => !named.has(slot) && !same(items, before.answers[slot]),
  );
  const counted = changed.find(([, items]) => items.length > 1);
  const kept = keptSince(interview, before);
  if (parts.length > 0) return `Noted: ${parts.slice(0, 5).join(", ")}. ${kept}`.trim();
  if (counted !== undefined)
    return `Noted, ${numberWord(counted[1].length)} points. ${kept}`.trim();
  return kept !== "" && changed.length === 0 ? kept : `Noted. ${kept}`.trim();
}

function keptSince({ answers }: Interview, before: Interview): string {
  const kept = (["decision", "lesson"] as const).flatMap((kind) => {
    const count = (answers[`${kind}s`]?.length ?? 0) - (before.answers[`${kind}s`]?.length ?? 0);
    if (count <= 0) return [];
    return [count === 1 ? `the ${kind}` : `${numberWord(count)} ${kind}s`];
  });
  return kept.length === 0 ? "" : `I'll keep ${joinAnd(kept)}.`;
}

function numberWord(count: number): string {
  return (
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][count] ??
    String(count)
  );
}
