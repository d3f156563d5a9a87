import { closing, exclusions, sectionTitles } from "./commonQuestions.ts";
import { dependencyRisks, dependencyTasks, lines } from "./shared.ts";
import type { Template } from "./template.ts";
import { asTask, capitalise, lowerFirst, sentence, startsWithVerb } from "./wording.ts";

export const refactoring: Template = {
  id: "refactoring",
  title: "Refactoring",
  summary: "Better code that does the same.",
  sections: sectionTitles("What must not change"),
  example: "Refactor the order module, nobody dares to touch it",
  words: [
    [
      /\b(?:refactor\w*|clean(?:ing)? up|restructur\w*|untangle|technical debt|tech debt|moderni[sz]e|decouple|modulari[sz]e|rewrite)\b/i,
      5,
    ],
    [/\b(?:split (?:up )?the|extract|legacy|spaghetti|monolith|duplicate code|upgrade to)\b/i, 3],
  ],
  freeSlot: "shape",
  questions: [
    {
      slot: "pain",
      kind: "list",
      ask: "What hurts about it today?",
      label: "what hurts today",
      fills: "Goals",
      example: "every change breaks the tax rules, and tests take 20 minutes",
      cue: /^(?:because|the (?:problem|pain|trouble) is(?: that)?|(?=nobody|every change|it(?:'s| is) hard|it takes))\s*(.{6,})$/i,
    },
    {
      slot: "shape",
      kind: "list",
      ask: "What should it look like in the end?",
      label: "the shape it should have",
      fills: "Approach",
      example: "pricing in its own module, and no database calls in the views",
      cue: /^(?:in the end,?|it should (?:look like|become)|(?:we )?end(?:ing)? up with)\s+(.+)$/i,
    },
    {
      slot: "keep",
      kind: "list",
      ask: "What must stay exactly as it is?",
      label: "what must not change",
      fills: "What must not change",
      example: "the public API, and the numbers on the invoices",
      cue: /^(.+ must (?:not change|stay(?: the same)?|keep working))$/i,
    },
    {
      slot: "safety",
      kind: "text",
      ask: "Which tests would notice a mistake?",
      label: "the safety net",
      fills: "Testing",
      example: "a few end-to-end tests, no unit tests",
      cue: /^((?:there (?:are|is)|we have) .*tests?\b.*)$/i,
    },
    exclusions,
    ...closing,
  ],
  titleOf: (subject) =>
    startsWithVerb(subject.phrase)
      ? capitalise(subject.phrase)
      : `Refactor ${lowerFirst(subject.thing)}`,
  outline(facts) {
    const { thing, phrase } = facts.subject;
    const pain = facts.items("pain");
    const shape = facts.items("shape");
    const keep = facts
      .items("keep")
      .map((item) => item.replace(/\s+must (?:not change|stay(?: the same)?|keep working)$/i, ""));
    const safety = facts.text("safety");
    return {
      overview: [
        sentence(phrase),
        "Behaviour stays the same; what changes is how easy the next change is.",
      ],
      goals: lines(
        pain.map((item) => sentence(`No longer true: ${lowerFirst(item)}`)),
        shape.map((item) => sentence(`In the end: ${lowerFirst(item)}`)),
        pain.length + shape.length === 0 && `The next change to ${thing} touches one place.`,
      ),
      inScope: [capitalise(thing)],
      outOfScope: [
        "New features and changes of behaviour",
        ...facts.items("exclusions").map(capitalise),
      ],
      extra: [
        {
          title: "What must not change",
          lines:
            keep.length > 0
              ? keep.map((item) => `- ${capitalise(item)}`)
              : ["Everything that callers can see. List it before the first step."],
        },
      ],
      phases: [
        {
          title: "Build the safety net",
          share: 0.3,
          tasks: lines(
            keep.map((item) => `Pin down with tests: ${lowerFirst(item)}`),
            keep.length === 0 &&
              `Record real inputs and outputs of ${thing} as characterisation tests`,
            safety !== null && `Find what today's tests leave open (now: ${lowerFirst(safety)})`,
            `List everything that calls ${thing}`,
            dependencyTasks(facts),
          ),
        },
        {
          title: "Change the shape in small steps",
          share: 0.55,
          tasks: lines(
            `Draw today's structure of ${thing} and the one to reach, on one page`,
            shape.map((item) =>
              startsWithVerb(item) ? asTask(item) : `Get to: ${lowerFirst(item)}`,
            ),
            shape.length === 0 &&
              `Take the part of ${thing} that is changed most often, and give it an interface of its own`,
            "Move callers one by one; each step is merged and released on its own",
          ),
        },
        {
          title: "Clear away",
          share: 0.15,
          tasks: [
            `Delete the old paths of ${thing} as soon as nothing calls them`,
            "Write a rule that keeps the new boundary (a lint or an import check)",
            "Describe the new structure in half a page",
          ],
        },
      ],
      testing: lines(
        keep.map((item) => `Unchanged, compared with recorded output: ${lowerFirst(item)}`),
        `The characterisation tests of ${thing} pass after every step`,
        pain
          .filter((item) => /\btests?\b/i.test(item))
          .map((item) => `Measure it again: ${lowerFirst(item)}`),
        "No step is larger than one review can hold",
      ),
      risks: lines(
        facts.items("risks").map(sentence),
        safety !== null &&
          `The safety net has holes (${lowerFirst(safety)}). Widen it before the first step.`,
        "It never ends. Each step leaves the code better, so stopping is possible at any time.",
        `Others change ${thing} meanwhile. Merge daily, and announce which part is being moved.`,
        dependencyRisks(facts),
      ),
      rollout: [
        "Release every step with the usual release; no big switch at the end",
        "Watch error rate and response time after each step",
        `Show the team how a change to ${thing} is made now`,
      ],
    };
  },
};
