import { closing, exclusions, sectionTitles, users, why } from "./commonQuestions.ts";
import { hintsFor } from "./hints.ts";
import type { Template } from "./template.ts";
import { dependencyRisks, dependencyTasks, everything, place, titleFrom } from "./shared.ts";
import { asTask, capitalise, joinAnd, group, lowerFirst, sentence } from "./wording.ts";

export const newFeature: Template = {
  id: "new-feature",
  title: "New feature",
  summary: "Something people can do that they could not do before.",
  sections: sectionTitles(),
  example: "I want to add CSV export to the billing portal",
  words: [
    [/\b(?:add|build|create|implement|introduce|develop|new)\b/i, 2],
    [/\b(?:feature|allow|let (?:users|people|customers)|support for|users? can(?!'t|not))\b/i, 2],
    [/\b(?:export|dashboard|page|button|notification|app|tool|mode)\b/i, 1],
  ],
  freeSlot: "must",
  questions: [
    users,
    {
      slot: "must",
      kind: "list",
      ask: "What must the first version be able to do?",
      label: "what the first version must do",
      fills: "Scope",
      example: "filter by date, choose the columns, and include the tax",
      cue: /^(?:(?:the )?first version|the mvp|must.haves?(?: are| is|:)?|requirements?(?: are| is|:)?)\s+(.+)$/i,
    },
    why,
    exclusions,
    ...closing,
  ],
  titleOf: (subject) => titleFrom(subject),
  outline(facts) {
    const { thing } = facts.subject;
    const must = facts.items("must");
    const people = joinAnd(facts.items("users").map(group)) || "the people who use it";
    const hint = hintsFor(everything(facts));
    const where = place(facts.subject);
    const reason = facts.text("why");
    return {
      overview: [sentence(facts.subject.phrase)],
      goals: [
        ...(reason === null ? [] : [sentence(reason.replace(/^they\b/i, people))]),
        sentence(`${people} can use ${thing}${where} without asking anybody for help`),
      ],
      inScope: must.map(capitalise),
      outOfScope: facts.items("exclusions").map(capitalise),
      extra: [],
      phases: [
        {
          title: "Settle the details",
          share: 0.2,
          tasks: [
            `Walk through one real case of ${thing} with one of ${people}, and write it down`,
            ...hint.design,
            ...dependencyTasks(facts),
            `Agree what ${thing} does when there is no data, too much of it, or no permission`,
          ],
        },
        {
          title: `Build ${thing}`,
          share: 0.55,
          tasks: [
            ...(must.length > 0
              ? must.map((item) => asTask(item, people))
              : [`Build the shortest path through ${thing} that is of use to ${people}`]),
            ...hint.build,
          ],
        },
        {
          title: "Finish",
          share: 0.25,
          tasks: [
            `Give ${thing} messages for empty results and errors that say what to do`,
            `Record how often ${thing} is used and how often it fails`,
            `Write a short help text for ${people}`,
          ],
        },
      ],
      testing: [
        ...must.map((item) => `Acceptance test: ${lowerFirst(asTask(item, people))}`),
        ...hint.testing,
        `Let one of ${people} try ${thing} unaided, and watch`,
      ],
      risks: [
        ...facts.items("risks").map(sentence),
        ...hint.risks.map(sentence),
        ...dependencyRisks(facts),
        ...(must.length > 4
          ? [
              `The first version asks for ${must.length} things. Rank them, and ship the first three on their own if time runs short.`,
            ]
          : []),
      ],
      rollout: [
        ...hint.rollout,
        `Release ${thing} behind a flag, first to a few of ${people}`,
        "Fix what they report, then turn it on for everyone",
        `After two weeks, look at whether ${people} really use ${thing}`,
      ],
    };
  },
};
