import type { DemoProject } from "../demoProject.ts";

export const scanner: DemoProject = {
  name: "Warehouse scanner",
  description: "The handhelds of the three warehouses, replaced in 2026.",
  tags: ["hardware", "mobile"],
  status: "completed",
  plans: [
    {
      text: `---
estimatedHours: 150
priority: high
---

# Replace the handhelds

## Overview

The old ones lose the network behind every third shelf, and their maker has stopped repairing them.

## Approach

- [ ] Choose between three devices, with the people who carry them
- [ ] One app for receiving, moving and picking
- [ ] Scan without looking at the screen: sound and vibration

## Rollout

- [ ] One aisle, one hall, one warehouse

## Risks

- Gloves in winter.
`,
      changes: [
        {
          summary: "The small device, with a trigger",
          edits: [
            [
              "- [ ] Choose between three devices",
              "- [x] Choose between three devices: the small one with a trigger",
            ],
          ],
        },
        {
          summary: "All three warehouses have them",
          edits: [
            ["- [ ] One app", "- [x] One app"],
            ["- [ ] Scan", "- [x] Scan"],
            ["- [ ] One aisle", "- [x] One aisle"],
          ],
        },
      ],
      statuses: [["approved"], ["in_progress"], ["completed"]],
    },
    {
      text: `---
estimatedHours: 22
priority: low
---

# Labels from the handheld

## Overview

Whoever finds a torn label walks to the office to print another.

## Approach

- [ ] Pair with the printer of the hall
- [ ] Print the label of what was scanned last
`,
      changes: [
        {
          summary: "Printers are paired by their own label",
          edits: [
            ["- [ ] Pair with the printer of the hall", "- [x] Pair with a printer by scanning it"],
            ["- [ ] Print", "- [x] Print"],
          ],
        },
      ],
      statuses: [["approved"], ["completed"]],
    },
  ],
};
