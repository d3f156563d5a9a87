import { joinAnd } from "../templates/wording.ts";
import { emptyInterview, type Interview } from "./state.ts";
import { dateText, estimateText } from "./write/renderPlan.ts";

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

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
    ([slot, items]) =>
      slot !== "dependencies" && slot !== "users" && !same(items, before.answers[slot]),
  );
  const counted = changed.find(([, items]) => items.length > 1);
  if (parts.length === 0 && counted !== undefined)
    return `Noted, ${numberWord(counted[1].length)} points.`;
  if (parts.length === 0) return "Noted.";
  return `Noted: ${parts.slice(0, 5).join(", ")}.`;
}

function numberWord(count: number): string {
  return (
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][count] ??
    String(count)
  );
}
