import { expect, test } from "vitest";
import { fromMessage } from "./fromMessage.ts";
import { fromPlan } from "./fromPlan.ts";

const told = (found: ReturnType<typeof fromPlan>): string[] =>
  found.map(({ kind, text }) => `${kind}: ${text}`);

test("a plan tells the lines of its decisions, exclusions and lessons", () => {
  const plan = `---
priority: high
---

# Exports

We decided to write the file in the background. It is about CSV.

## Scope

### Out of scope

- PDF files
- Scheduled exports?

## Key decisions

- **Separator:** semicolons,
  as the accountants asked
- Use [streams](https://example.com) for rows
- [ ] Choose a library
- TBD
- Who signs?

Columns are in the order of the page.

### ADR 3

#### Context

- Nobody decided anything

## Lessons learned

1. Umlauts need a byte order mark
`;
  expect(told(fromPlan(plan))).toEqual([
    "decision: We decided to write the file in the background.",
    "decision: Out of scope: PDF files",
    "decision: Separator: semicolons, as the accountants asked",
    "decision: Use streams for rows",
    "decision: Columns are in the order of the page.",
    "lesson: Umlauts need a byte order mark",
  ]);
});

test("an approach decides where it chooses; tasks, code, quotations and questions decide nothing", () => {
  const plan = `# Exports

## Approach

- Reuse the job queue of the reminders
- Choose the columns
- Stream the rows rather than collect them
- [ ] Use a lock

> We decided to do it by hand.

\`\`\`
Decision: none
\`\`\`

| Decision | by |
| --- | --- |

## Open questions

- We decided to ask finance
`;
  expect(told(fromPlan(plan))).toEqual([
    "decision: Reuse the job queue of the reminders",
    "decision: Stream the rows rather than collect them",
  ]);
});

test("a message tells each of its sentences once, and nothing that it quotes", () => {
  const message = `Okay, we decided to use Postgres. It is e.g. known to us. And WE DECIDED to use postgres!
> We decided to use Oracle.
Is Redis out of scope? Last time we migrated, nobody had a backup.`;
  expect(told(fromMessage(message))).toEqual([
    "decision: We decided to use Postgres.",
    "lesson: Last time we migrated, nobody had a backup.",
  ]);
});
