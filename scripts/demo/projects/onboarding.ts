import type { DemoProject } from "../demoProject.ts";

export const onboarding: DemoProject = {
  name: "Customer onboarding",
  description: "The first two weeks of a new customer, from the contract to the first invoice.",
  tags: ["customers", "growth"],
  plans: [
    {
      text: `---
estimatedHours: 70
priority: high
milestones:
  - title: Ten customers without a call
    date: 2027-02-15
---

# Guided set-up

## Overview

A new customer talks to us for three hours on average. Most of it is where to click.

## Goals

- The first order within a day, without a call
- Whoever stops goes on where they were

## Approach

### Phase 1: The path

- [ ] Watch five customers do it
- [ ] Five steps, each with its reason
- [ ] Sample data that can be thrown away

### Phase 2: Help on the way

- [ ] Say what is missing instead of what is wrong
- [ ] A call can be booked from every step

## Testing

- [ ] Two people who have never seen the product
`,
      changes: [
        {
          summary: "Watched five customers: four steps are enough",
          edits: [
            ["- [ ] Watch five", "- [x] Watch five"],
            ["- [ ] Five steps", "- [ ] Four steps"],
          ],
        },
        {
          summary: "The path is there",
          edits: [
            ["- [ ] Four steps", "- [x] Four steps"],
            ["- [ ] Sample data", "- [x] Sample data"],
          ],
        },
      ],
      statuses: [["approved"], ["in_progress"]],
    },
    {
      text: `---
estimatedHours: 44
priority: medium
dependencies:
  - Guided set-up
---

# Import from spreadsheets

## Overview

Everybody comes with a spreadsheet of their customers. We type it in for them.

## Approach

- [ ] Guess the columns, and let people correct the guess
- [ ] Show the rows that do not fit before anything is written
- [ ] Undo a whole import for a day

## Testing

- [ ] The twenty files that support has typed in this year
`,
      changes: [
        {
          summary: "Files of up to 50 000 rows",
          edits: [["## Testing\n\n", "## Testing\n\n- [ ] A file of 50 000 rows\n"]],
        },
      ],
      statuses: [["approved"]],
    },
    {
      text: `---
estimatedHours: 8
priority: low
---

# Welcome e-mails

## Overview

Three letters in the first week, each with one thing to do.

## Approach

- [ ] Write them with support
- [ ] Stop when the first order is there
- [ ] Leave out what has been done already
`,
      changes: [
        {
          summary: "Written and sent",
          edits: [
            ["- [ ] Write", "- [x] Write"],
            ["- [ ] Stop", "- [x] Stop"],
            ["- [ ] Leave", "- [x] Leave"],
          ],
        },
      ],
      statuses: [["approved"], ["completed"]],
    },
  ],
  conversations: [
    [
      "I want to let customers invite their colleagues",
      "the people who run the set-up at a customer",
      "send an invitation by mail, choose a role, and take an invitation back",
      "that's all",
    ],
  ],
};
