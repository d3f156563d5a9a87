import type { DemoProject } from "../demoProject.ts";

export const signIn: DemoProject = {
  name: "Sign-in",
  description: "Accounts, sessions and everything that stands before them.",
  tags: ["security", "platform"],
  repositoryPath: "~/code/identity",
  plans: [
    {
      text: `---
estimatedHours: 80
priority: high
dependencies:
  - Contract with the first customer
milestones:
  - title: First customer signs in
    date: 2027-01-20
---

# Single sign-on

## Overview

Companies with more than a hundred people do not want our passwords. They have their own directory.

## Goals

- A customer sets it up without us
- Whoever leaves the company is out within an hour

## Out of scope

- Directories that speak LDAP only

## Approach

- [ ] OpenID Connect first, SAML when somebody pays for it
- [ ] Join accounts that exist by verified address
- [ ] Let administrators keep one emergency account

## Testing

- [ ] Against the three providers that our customers use

## Risks

- A wrong set-up locks a whole company out.
`,
      changes: [
        {
          summary: "A test before it counts",
          edits: [
            [
              "- [ ] Let administrators",
              "- [ ] Try the set-up in a second window before it is switched on\n- [ ] Let administrators",
            ],
          ],
        },
        {
          summary: "Deprovisioning by SCIM",
          edits: [
            [
              "- [ ] Join accounts",
              "- [ ] Take people out by SCIM, within an hour\n- [ ] Join accounts",
            ],
          ],
        },
      ],
      statuses: [
        ["approved"],
        ["draft", "Say how a company gets back in when its provider is down."],
        ["approved"],
      ],
    },
    {
      text: `---
estimatedHours: 24
priority: low
---

# Passkeys

## Overview

Four in ten support requests are about passwords. Phones can do without.

## Approach

- [ ] Offer one after the next sign-in with a password
- [ ] Name them, so that the old phone can be taken out

## Open questions

- Do we keep the password as a way back?
`,
    },
    {
      text: `---
estimatedHours: 10
priority: critical
---

# Rate limit for the login

## Overview

In March somebody tried two million stolen passwords in a night. Nobody got in, but the login was slow.

## Approach

- [ ] Count failures by account and by address
- [ ] Answer as slowly for accounts that do not exist
- [ ] Tell the owner of an account after ten failures

## Testing

- [ ] Replay the night of March against the staging system
`,
      changes: [
        {
          summary: "Done, and replayed",
          edits: [
            ["- [ ] Count", "- [x] Count"],
            ["- [ ] Answer", "- [x] Answer"],
            ["- [ ] Tell", "- [x] Tell"],
            ["- [ ] Replay", "- [x] Replay"],
          ],
        },
      ],
      statuses: [["approved"], ["in_progress"], ["completed"]],
    },
  ],
};
