import type { DemoProject } from "../demoProject.ts";

export const upkeep: DemoProject = {
  name: "Platform upkeep",
  description: "What nobody sees when it is done, and everybody when it is not.",
  tags: ["platform", "operations"],
  plans: [
    {
      text: `---
estimatedHours: 26
priority: high
---

# Postgres 14 to 17

## Overview

Version 14 gets no corrections after November 2026. The database has 410 GB.

## Approach

- [ ] Rehearse with last night's backup
- [ ] Replicate logically into the new server
- [ ] Switch in a window of ten minutes

## Testing

- [ ] Compare the plans of the two hundred slowest queries

## Rollout

- [ ] Keep the old server readable for two weeks
`,
      changes: [
        {
          summary: "Sequences are not replicated",
          edits: [
            [
              "- [ ] Switch in a window",
              "- [ ] Set the sequences ahead before the switch\n- [ ] Switch in a window",
            ],
          ],
        },
        {
          summary: "Done in seven minutes",
          edits: [
            ["- [ ] Rehearse", "- [x] Rehearse"],
            ["- [ ] Replicate", "- [x] Replicate"],
            ["- [ ] Set the", "- [x] Set the"],
            ["- [ ] Switch", "- [x] Switch"],
            ["- [ ] Compare", "- [x] Compare"],
            ["- [ ] Keep", "- [x] Keep"],
          ],
        },
      ],
      statuses: [["approved"], ["in_progress"], ["completed", "Seven minutes, nothing lost."]],
    },
    {
      text: `---
estimatedHours: 14
priority: medium
---

# Node 24 everywhere

## Overview

Eleven services run on Node 20, which is at its end.

## Approach

- [ ] The four services without native modules
- [ ] The image service, with a new build of its codec
- [ ] Everything else, one a day

## Risks

- Two services depend on a package that nobody looks after any more.
`,
      changes: [
        {
          summary: "The first four run on it",
          edits: [["- [ ] The four", "- [x] The four"]],
        },
      ],
      statuses: [["approved"], ["in_progress"]],
    },
    {
      text: `---
estimatedHours: 8
priority: high
milestones:
  - title: Drill
    date: 2027-01-12
---

# Restore drill

## Overview

We make backups every hour. Nobody has restored one this year.

## Approach

- [ ] Restore last night into an empty account, by the handbook only
- [ ] Note every step that the handbook lacks
- [ ] Measure how long it takes until orders can be taken

## Lessons learned

- In the last drill nobody had the key of the archive: keep it with the handbook
`,
      statuses: [["approved"]],
    },
  ],
};
