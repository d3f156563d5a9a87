import type { Milestone } from "@voiceplan/protocol";
import * as chrono from "chrono-node";
import { capitalise } from "../../templates/wording.ts";

interface Found {
  index: number;
  length: number;
  /** YYYY-MM-DD */
  date: string;
}

const pad = (value: number): string => String(value).padStart(2, "0");
const day = (date: Date): string =>
  `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

/** "the end of the month" and its kin, which chrono does not know. */
function endOf(text: string, now: Date): Found | null {
  const found = /\b(?:the )?end of (?:the |this )?(next )?(week|month|quarter|year)\b/i.exec(text);
  if (found === null) return null;
  const ahead = found[1] === undefined ? 0 : 1;
  const [year, month] = [now.getFullYear(), now.getMonth()];
  const last = {
    week: new Date(year, month, now.getDate() + ((5 - now.getDay() + 7) % 7) + 7 * ahead),
    month: new Date(year, month + 1 + ahead, 0),
    quarter: new Date(year, (Math.floor(month / 3) + 1 + ahead) * 3, 0),
    year: new Date(year + ahead, 11, 31),
  };
  const unit = found[2]?.toLowerCase();
  const end = unit === "week" || unit === "month" || unit === "quarter" ? last[unit] : last.year;
  return { index: found.index, length: found[0].length, date: day(end) };
}

/** The calendar days that a text names, in its order, none before today. */
function findDates(text: string, now: Date): Found[] {
  const end = endOf(text, now);
  if (end !== null) return [end];
  const results = chrono.parse(text, now, { forwardDate: true });
  return results.flatMap(({ index, text: words, start }) => {
    const named = start.isCertain("day") || start.isCertain("weekday") || start.isCertain("month");
    if (!named || /^(?:now|may|second|sec|mar|sat|sun)$/i.test(words)) return [];
    const at = new Date(
      start.get("year") ?? 0,
      (start.get("month") ?? 1) - 1,
      start.get("day") ?? 1,
    );
    const date = day(at);
    return date < day(now) || date.length !== 10 ? [] : [{ index, length: words.length, date }];
  });
}

const preposition =
  /\b(?:by|before|until|till|due|on|at|in|for|no later than|at the latest|is|:)\s*(?:the\s+)?$/i;
const strong = /\b(?:by|before|until|till|due|no later than|deadline|is)\s*(?:the\s+)?$/i;
const event =
  /\b(?:beta|alpha|launch|release|ship|shipped|go(?:es)? live|going live|demo|deadline|mvp|done|ready|finish(?:ed)?|complete(?:d)?|milestone|rollout|deliver(?:ed|y)?|pilot|due|review|freeze|start(?:s|ed)?|ga|version)\b/i;
const past = /\b(?:since|ago|happened|reported|began|broke|crashed|was|were|noticed|last)\b/i;
const chaff =
  /^(?:(?:and|then|so|the|a|an|it|that|this|we|i|they|should|must|has to|have to|needs to|need to|want to|want|would like|'d like|to|be|is|it's|there is|there's|please|let's|with|also|first|have|will|finally|actually|no|make|change|set|move|add)\b[\s,]*)+/i;
const plain =
  /^(?:done|ready|finish(?:ed)?(?: it)?|deadline|due|complete(?:d)?|date|due date|out|live|end|target|it|delivered|milestone)?$/i;

function titleOf(text: string): string {
  const words = text
    .trimStart()
    .replace(preposition, "")
    .replace(/[\s,:;–-]+$/, "")
    .replace(chaff, "")
    .replace(/\b(?:is|are|due|planned)$/i, "")
    .trim();
  return plain.test(words) ? "Ready" : capitalise(words.replace(/^(?:an?|the) /i, ""));
}

/**
 * The milestones, when a clause is about dates: "beta by December 5th and launch on January 10th".
 * `asked`: a date is what was asked for, so that any date counts.
 */
export function milestoneClause(clause: string, now: Date, asked = false): Milestone[] | null {
  const dates = findDates(clause, now);
  if (dates.length === 0 || (past.test(clause) && !asked)) return null;
  const milestones: Milestone[] = [];
  let from = 0;
  for (const { index, length, date } of dates) {
    const before = clause.slice(from, index);
    const after = from === 0 && dates.length === 1 ? clause.slice(index + length).trim() : "";
    const title = titleOf(before);
    const words = title.split(/\s+/).length;
    if (/\b(?:priority|hours?|days?|weeks?)\b/i.test(title)) return null;
    const about =
      event.test(before) ||
      (strong.test(before) && words <= 6) ||
      (/^\W*(?:on|in|for)?\s*$/i.test(before) && event.test(after));
    if (!asked && (!about || words > 6)) return null;
    const named = title === "Ready" && event.test(after) ? titleOf(after) : title;
    milestones.push({ title: words > 8 ? "Ready" : named, date });
    from = index + length;
  }
  return milestones;
}
