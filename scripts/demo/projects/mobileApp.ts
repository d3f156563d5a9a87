import type { DemoProject } from "../demoProject.ts";

export const mobileApp: DemoProject = {
  name: "Mobile app",
  description:
    "What people in the field use: orders, routes and signatures, on phones of all ages.",
  tags: ["mobile", "customers"],
  repositoryPath: "~/code/field-app",
  plans: [
    {
      text: `---
estimatedHours: 120
priority: high
dependencies:
  - Sync service
---

# Offline mode

## Overview

Cellars and lifts have no network. Whatever is done there must not be lost, and must not have to be done twice.

## Approach

### Phase 1: Read

- [ ] Keep the orders of today and tomorrow on the phone
- [ ] Show how old they are

### Phase 2: Write

- [ ] Queue signatures and photos
- [ ] Send them once, whatever breaks in between
- [ ] Resolve an order that was changed in the office meanwhile

## Testing

- [ ] A day in the car park under the office
- [ ] Kill the app during every request

## Risks

- Old phones have 300 MB left. Photos have to be made smaller before they wait.
`,
      changes: [
        {
          summary: "Reading works without a network",
          edits: [
            ["- [ ] Keep the orders", "- [x] Keep the orders"],
            ["- [ ] Show how old", "- [x] Show how old"],
          ],
        },
        {
          summary: "Photos wait in two sizes",
          edits: [
            [
              "- [ ] Queue signatures and photos\n",
              "- [x] Queue signatures\n- [ ] Queue photos, small at once and large on Wi-Fi\n",
            ],
          ],
        },
      ],
      statuses: [["approved"], ["in_progress"]],
    },
    {
      text: `---
estimatedHours: 30
priority: medium
---

# Start in under two seconds

## Overview

From the tap to the list of orders it takes 5.8 seconds on the phones that most drivers have.

## Approach

- [ ] Measure on three phones, cold and warm, in the nightly build
- [ ] Open the database while the first picture is drawn
- [ ] Load maps when a map is looked at
- [ ] Drop the analytics library that nobody reads

## Testing

- [ ] Fail the build when the start takes longer than the week before
`,
      changes: [
        {
          summary: "Measured: half of it is the maps",
          edits: [
            ["- [ ] Measure", "- [x] Measure"],
            ["it takes 5.8 seconds", "it takes 5.8 seconds, 2.9 of them for maps,"],
          ],
        },
      ],
    },
    {
      text: `---
estimatedHours: 40
priority: medium
---

# Push notifications

## Overview

Dispatch calls drivers about every change. A notification that is read is enough.

## Approach

- [ ] Register phones, and forget those that are gone
- [ ] One notification an order, replaced when it changes again
- [ ] Quiet from 20:00 to 6:00

## Rollout

- [ ] One depot for two weeks
`,
      changes: [
        {
          summary: "Quiet hours by contract, not by clock",
          edits: [["- [ ] Quiet from 20:00 to 6:00", "- [ ] Quiet outside of the driver's shift"]],
        },
        {
          summary: "Done, in all depots",
          edits: [
            ["- [ ] Register", "- [x] Register"],
            ["- [ ] One notification", "- [x] One notification"],
            ["- [ ] Quiet", "- [x] Quiet"],
            ["- [ ] One depot", "- [x] One depot"],
          ],
        },
      ],
      statuses: [["approved"], ["in_progress"], ["completed", "Calls are down by two thirds."]],
    },
  ],
  conversations: [["open the plan offline mode", "read the risks", "check off kill the app"]],
};
