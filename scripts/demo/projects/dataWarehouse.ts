import type { DemoProject } from "../demoProject.ts";

export const dataWarehouse: DemoProject = {
  name: "Data warehouse",
  description:
    "One place for the figures that people quote in meetings. Waits for the new contract.",
  tags: ["data"],
  status: "paused",
  plans: [
    {
      text: `---
estimatedHours: 60
priority: medium
dependencies:
  - Read replica of the orders
---

# Nightly load of orders

## Overview

Reports run on the production database and make the shop slow on Monday mornings.

## Approach

- [ ] Copy what changed since the last night
- [ ] Notice rows that were deleted
- [ ] Check sums against the shop before anybody sees them

## Decisions

- Copy once a night instead of streaming: nobody reads a report before nine

## Testing

- [ ] A night that is cut off in the middle, and one that runs twice

## Risks

- Time zones: a day of the shop is not a day of the warehouse.
`,
      changes: [
        {
          summary: "A day is a day in Berlin",
          edits: [
            [
              "a day of the shop is not a day of the warehouse.",
              "a day of the shop is not a day of the warehouse. We count days in Berlin.",
            ],
          ],
        },
        {
          summary: "Changes are copied",
          edits: [["- [ ] Copy what changed", "- [x] Copy what changed"]],
        },
      ],
      statuses: [["approved"], ["in_progress"]],
    },
    {
      text: `---
estimatedHours: 16
priority: low
---

# Retire the old reports

## Overview

There are 212 saved reports. In the last quarter 31 of them were opened.

## Approach

- [ ] Ask the owners of the 31 what they read in them
- [ ] Build the nine that are left as views
- [ ] Switch the rest off for a month before they are deleted
`,
      changes: [
        {
          summary: "A month of silence before anything is deleted",
          edits: [["for a month before", "for a month, with a note on who to ask, before"]],
        },
      ],
    },
  ],
};
