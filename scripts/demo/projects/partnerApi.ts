import type { DemoProject } from "../demoProject.ts";

export const partnerApi: DemoProject = {
  name: "Partner API",
  description: "Was to let partners place orders. The two that asked for it use the shop now.",
  tags: ["platform", "growth"],
  status: "archived",
  plans: [
    {
      text: `---
estimatedHours: 48
priority: low
---

# Webhooks for partners

## Overview

Partners ask every minute whether an order has moved. We should tell them.

## Approach

- [ ] Sign every call, and say how to check it
- [ ] Try again for a day, slower each time
- [ ] A page that shows the last hundred calls
`,
      changes: [
        {
          summary: "Calls can be sent again by hand",
          edits: [["the last hundred calls", "the last hundred calls and sends them again"]],
        },
      ],
    },
  ],
};
