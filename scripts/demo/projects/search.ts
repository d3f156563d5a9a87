import type { DemoProject } from "../demoProject.ts";

export const search: DemoProject = {
  name: "Search",
  description: "Finding orders, customers and articles in one box.",
  tags: ["platform"],
  repositoryPath: "~/code/search",
  plans: [
    {
      text: `---
estimatedHours: 36
priority: medium
---

# Search that forgives typing errors

## Overview

One search in seven finds nothing. Half of those have a letter too many or too few.

## Approach

- [ ] Collect a thousand searches that found nothing, without names
- [ ] Compare trigrams with edit distance on them
- [ ] Rank an exact hit before everything else

## Testing

- [ ] Judge two hundred searches by hand, twice

## Open questions

- May order numbers be forgiven too?
`,
      changes: [
        {
          summary: "Order numbers are never forgiven",
          edits: [
            ["\n## Open questions\n\n- May order numbers be forgiven too?\n", ""],
            [
              "- [ ] Rank an exact hit",
              "- [ ] Take order numbers as they are\n- [ ] Rank an exact hit",
            ],
          ],
        },
      ],
    },
    {
      text: `---
estimatedHours: 18
priority: high
---

# Index anew without downtime

## Overview

When the index changes, search is off for forty minutes. We do it at night and nobody likes it.

## Approach

- [ ] Build the new index beside the old one
- [ ] Write to both while it is built
- [ ] Switch by name, and back

## Rollout

- [ ] Keep the old index for a week
`,
      changes: [
        {
          summary: "Both indexes are written to",
          edits: [["- [ ] Write to both", "- [x] Write to both"]],
        },
      ],
      statuses: [["approved"]],
    },
  ],
  conversations: [
    ["open the plan index anew without downtime", "add a risk that the disk is full"],
  ],
};
