import type { DemoProject } from "../demoProject.ts";

export const billingPortal: DemoProject = {
  name: "Billing portal",
  description: "Where customers see their invoices, pay them and change how they pay.",
  tags: ["money", "customers"],
  repositoryPath: "~/code/billing-portal",
  plans: [
    {
      text: `---
estimatedHours: 20
priority: high
dependencies:
  - Auth service
milestones:
  - title: Beta with three customers
    date: 2026-12-05
---

# CSV export of invoices

## Overview

Accountants retype the invoices of a month into their own books. They should take them home as a file.

## Scope

- Filter by date and by cost centre
- Choose the columns
- No PDF, and no scheduled exports yet

## Approach

### Phase 1: The file

- [ ] Agree on the columns with finance
- [ ] Stream the rows, so that a large tenant does not fill the memory
- [ ] Quote cells with commas, quotes and line breaks

### Phase 2: The page

- [ ] Remember the columns that somebody chose last
- [ ] Show how far a long export is

## Decisions

- Semicolons separate the columns, because the spreadsheets of our customers expect them
- A file holds one year at most

## Testing

- [ ] Open a file with umlauts in the spreadsheets that customers use

## Risks

- The largest tenant has 1.2 million rows, which no spreadsheet opens.
`,
      changes: [
        {
          summary: "Include the tax, as finance asked",
          edits: [
            ["- Choose the columns\n", "- Choose the columns\n- Include the tax, by rate\n"],
            [
              "- [ ] Quote cells",
              "- [ ] Write the tax with the currency's own decimals\n- [ ] Quote cells",
            ],
          ],
        },
        {
          summary: "Agreed on the columns",
          edits: [["- [ ] Agree on the columns", "- [x] Agree on the columns"]],
        },
        {
          summary: "Warn before a file that is too large",
          edits: [
            ["- [ ] Stream the rows", "- [x] Stream the rows"],
            [
              "which no spreadsheet opens.",
              "which no spreadsheet opens: say so, and offer a file a month.",
            ],
          ],
        },
        {
          summary: "The quoting is done",
          edits: [["- [ ] Quote cells", "- [x] Quote cells"]],
        },
      ],
      statuses: [["approved", "Finance wants it before the end of the year."], ["in_progress"]],
    },
    {
      text: `---
estimatedHours: 34
priority: medium
---

# Reminders for unpaid invoices

## Overview

One invoice in eleven is paid late, mostly because nobody noticed it. Remind politely, three times at most.

## Approach

- [ ] Send the first reminder three days after the due date
- [ ] Let a customer name who gets them
- [ ] Stop as soon as a payment is on its way
- [ ] Show in the portal what was sent, and when

## Testing

- [ ] Try the calendar with public holidays of all five countries

## Open questions

- Who answers replies to a reminder?
`,
      changes: [
        {
          summary: "Support answers the replies",
          edits: [
            ["\n## Open questions\n\n- Who answers replies to a reminder?\n", ""],
            [
              "- [ ] Show in the portal",
              "- [ ] Route replies to the support queue\n- [ ] Show in the portal",
            ],
          ],
        },
        {
          summary: "Two reminders instead of three",
          edits: [["three times at most", "twice at most"]],
        },
      ],
      statuses: [["approved"]],
    },
    {
      text: `---
estimatedHours: 12
priority: critical
milestones:
  - title: The new rates are valid
    date: 2026-07-01
---

# New tax rates

## Overview

Two countries change their rates on the first of July. Invoices for services before that keep the old rate.

## Approach

- [ ] Keep rates with the days on which they are valid
- [ ] Split invoices of periods that cross the day
- [ ] Correct drafts that were made before

## Rollout

- [ ] Let finance check a hundred invoices of the staging system

## Lessons learned

- Last time the drafts kept the old rate: correct those first
`,
      changes: [
        {
          summary: "Rates have a time now",
          edits: [["- [ ] Keep rates", "- [x] Keep rates"]],
        },
        {
          summary: "Everything is done",
          edits: [
            ["- [ ] Split", "- [x] Split"],
            ["- [ ] Correct", "- [x] Correct"],
            ["- [ ] Let finance", "- [x] Let finance"],
          ],
        },
      ],
      statuses: [["approved"], ["in_progress"], ["completed", "Live since the first of July."]],
    },
  ],
  conversations: [
    [
      "open the plan CSV export of invoices",
      "show version history",
      "compare with version 1",
      "add a task to testing: export a month of the largest tenant",
    ],
    [
      "list my plans",
      "We decided to remind nobody more than twice, because finance asked for it.",
      "Next time we should tell support a week before new mails go out.",
      "what can I say?",
    ],
  ],
};
