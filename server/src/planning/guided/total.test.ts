import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance, begin } from "./interview.ts";
import { closeDraft, openDraft } from "./revise/edit.ts";
import { revise } from "./revise/revise.ts";
import { emptyInterview, freshState, Interview, readState } from "./state.ts";
import { parseEstimate } from "./understand/estimate.ts";
import { milestoneClause } from "./understand/milestones.ts";
import { parsePriority } from "./understand/priority.ts";

const now = new Date(2025, 10, 21, 10);

const phrase = fc.constantFrom(
  "I want to add",
  "CSV export",
  "to the billing portal",
  "about 20 hours",
  "two weeks",
  "high priority",
  "skip",
  "go back",
  "that's all",
  "start over",
  "depends on",
  "the auth service",
  ",",
  ", and",
  ".",
  "?",
  "by December 5th",
  "for admins",
  "actually",
  "no",
  "remove",
  "the",
  "section",
  "testing",
  "add a task to",
  ":",
  "what",
  "rename it to",
  "because",
  "between 3",
  "is slow",
  "fix",
  "migrate",
  "a bug",
  "we decided to bill by invoice",
  "We learned that umlauts break.",
  "create a development plan",
  "called",
  "’",
  "\n",
  "# x",
  "- [ ] y",
  "😀",
);
const message = fc.oneof(
  fc.array(phrase, { maxLength: 12 }).map((parts) => parts.join(" ")),
  fc.string({ unit: "binary", maxLength: 60 }),
);

describe("every text in every state", () => {
  test("moves an interview to a state that can be stored and read again", () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 8 }), (messages) => {
        let interview: Interview = emptyInterview;
        for (const [index, text] of messages.entries()) {
          const turn = index === 0 ? begin(text, now) : advance(interview, text, now);
          expect(turn.say !== "" || turn.save !== null).toBe(true);
          if (turn.draft) expect(turn.draft.markdown).toMatch(/^# \S/);
          if (turn.interview === null) return;
          interview = Interview.parse(JSON.parse(JSON.stringify(turn.interview)));
        }
      }),
    );
  });

  test("changes a plan or answers, and what is changed can be read again", () => {
    fc.assert(
      fc.property(message, fc.array(message, { maxLength: 4 }), (plan, messages) => {
        let draft = openDraft(
          "Plan",
          `# Plan\n\n## Testing\n\n- [ ] One\n\n## Scope\n\n${plan}\n`,
          {
            estimatedHours: 8,
            priority: null,
            dependencies: [],
            milestones: [],
          },
        );
        for (const text of messages) {
          const revision = revise(draft, text, now);
          if (revision.type === "words") expect(revision.say).not.toBe("");
          else draft = openDraft("Plan", closeDraft(revision.draft), revision.draft.metadata);
        }
      }),
    );
  });

  test("reads anything as a state", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (stored) => {
        expect(readState(stored).format).toBe(1);
      }),
    );
    expect(readState({ format: 2 })).toEqual(freshState);
  });

  test("is parsed for estimates, priorities and dates without an error", () => {
    fc.assert(
      fc.property(message, (text) => {
        const estimate = parseEstimate(text);
        if (estimate !== null) expect(estimate.low).toBeLessThanOrEqual(estimate.high);
        parsePriority(text);
        for (const { date } of milestoneClause(text, now, true) ?? [])
          expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
    );
  });
});

test.for([
  ["two weeks", 80, 80],
  ["about 3 days", 24, 24],
  ["20 to 30 hours", 20, 30],
  ["20-30h", 20, 30],
  ["half a day", 4, 4],
  ["a day and a half", 12, 12],
  ["two and a half days", 20, 20],
  ["twenty-five hours", 25, 25],
  ["a couple of weeks", 80, 80],
  ["between 3 and 4 days", 24, 32],
  ["1.5 days", 12, 12],
  ["a hundred hours", 100, 100],
  ["one sprint", 80, 80],
] as const)("%j is %d to %d hours", ([text, low, high]) => {
  expect(parseEstimate(text)).toEqual({ low, high });
});

test.for([
  ["high", "high"],
  ["it's urgent", "high"],
  ["not urgent", "low"],
  ["as soon as possible", "critical"],
  ["medium", "medium"],
  ["nice to have", "low"],
  ["p0", "critical"],
  ["blue", null],
] as const)("%j is the priority %s", ([text, priority]) => {
  expect(parsePriority(text)).toBe(priority);
});
