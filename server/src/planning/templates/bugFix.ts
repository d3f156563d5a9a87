import { closing, sectionTitles } from "./commonQuestions.ts";
import { hintsFor } from "./hints.ts";
import { dependencyRisks, dependencyTasks, everything, lines, titleWithVerb } from "./shared.ts";
import type { Template } from "./template.ts";
import { capitalise, ended, joinAnd, lowerFirst, sentence } from "./wording.ts";

export const bugFix: Template = {
  id: "bug-fix",
  title: "Bug fix",
  summary: "Something that worked, or should work, and does not.",
  sections: sectionTitles("Reproduction"),
  example: "Fix the logout on Safari: people are signed out when they switch tabs",
  words: [
    [/\b(?:bug|fix|broken|crash\w*|error|exception|regression|glitch)\b/i, 4],
    [
      /\b(?:fails?|failing|wrong|doesn't work|does not work|not working|stopped working|stuck|hangs?|freezes?|disappears?|lost|duplicated?)\b/i,
      3,
    ],
    [/\b(?:issue|problem) with\b|\b(?:can't|cannot|unable to|won't)\b/i, 3],
  ],
  freeSlot: "steps",
  questions: [
    {
      slot: "steps",
      kind: "list",
      ask: "How do you make it happen, step by step?",
      label: "how to reproduce it",
      fills: "Reproduction",
      example: "open two tabs, sign out in one, and click save in the other",
      cue: /^(?:to reproduce(?: it)?|steps(?: are|:)?|it happens (?:when|if))[:,]?\s+(.+)$/i,
    },
    {
      slot: "expected",
      kind: "text",
      ask: "What should happen instead?",
      label: "what should happen instead",
      fills: "Reproduction",
      example: "the second tab should ask to sign in again and keep the text",
      cue: /^(?:(?:we |i )?expect(?:ed)?(?: that| is|:)?|instead,?|it should(?: have)?(?=\s))\s*(.+)$/i,
    },
    {
      slot: "where",
      kind: "text",
      ask: "Who is hit by it, and where: which version, browser or customers?",
      label: "who is affected",
      fills: "Overview",
      example: "everybody on Safari 17 since last week's release",
      cue: /^(?:only|it(?:'s| is) only|it (?:only )?(?:affects|hits|happens)|affects|happens)\s+(.+)$/i,
    },
    {
      slot: "cause",
      kind: "text",
      ask: "Do you have a suspicion what causes it?",
      label: "the suspected cause",
      fills: "Approach",
      example: "I suspect the cookie has no SameSite attribute",
      cue: /^(?:(?:i|we) (?:suspect|think|guess|believe)(?: that| it's| it is)?|(?:it's )?probably|the cause is|maybe it's)\s+(.{6,})$/i,
    },
    ...closing,
  ],
  titleOf: (subject) => titleWithVerb("Fix", subject),
  outline(facts) {
    const { phrase } = facts.subject;
    const steps = facts.items("steps");
    const expected = facts.text("expected");
    const where = facts.text("where");
    const cause = facts.text("cause");
    const hint = hintsFor(everything(facts));
    const seen = facts.text("detail") ?? phrase.replace(/^fix (?:the |a )?/i, "");
    const short = steps.length > 0 ? "the steps above" : "a reliable way to make it happen";
    return {
      overview: [sentence(phrase), ...(where === null ? [] : [`Affected: ${ended(where)}`])],
      goals: lines(
        expected !== null && sentence(expected),
        "A test fails before the fix and passes after it.",
        "The cause is understood and written down, not only the symptom removed.",
      ),
      inScope: ["The cause, and other places where the same cause does the same harm"],
      outOfScope: facts.items("exclusions").map(capitalise),
      extra: [
        {
          title: "Reproduction",
          lines: lines(
            steps.length > 0
              ? steps.map((step, index) => `${index + 1}. ${capitalise(step)}`)
              : "Not known yet. Finding it is the first task.",
            expected !== null && ["", `**Expected:** ${sentence(expected)}`],
            ["", `**Actual:** ${sentence(seen)}`],
          ),
        },
      ],
      phases: [
        {
          title: "Reproduce it",
          share: 0.3,
          tasks: lines(
            steps.length > 0
              ? `Reproduce it on a developer's machine with ${short}`
              : `Find ${short}: look through logs and reports from those affected`,
            where !== null &&
              `Compare with a setting that is not affected (affected: ${lowerFirst(where)})`,
            "Write the failing test",
            dependencyTasks(facts),
          ),
        },
        {
          title: "Find and remove the cause",
          share: 0.45,
          tasks: lines(
            cause !== null
              ? `Confirm or rule out the suspicion: ${lowerFirst(cause)}`
              : "Find the change that introduced it (bisect from the last version that worked)",
            "Fix the cause at the place where it arises",
            "Search for the same pattern elsewhere, and fix it there too",
            hint.build.slice(0, 2),
          ),
        },
        {
          title: "Make sure it stays fixed",
          share: 0.25,
          tasks: [
            "Keep the failing test in the suite",
            "Add a log line or a metric that would have shown it earlier",
            "Repair data that it has damaged, if any, and say how it was found",
          ],
        },
      ],
      testing: lines(
        expected !== null
          ? `Regression test: after ${short}, ${lowerFirst(expected)}`
          : `Regression test for ${short}`,
        where !== null && `By hand where it was seen: ${lowerFirst(where)}`,
        "The neighbouring cases that already worked still work",
        hint.testing,
      ),
      risks: lines(
        facts.items("risks").map(sentence),
        cause !== null &&
          "The suspicion is wrong, and the fix only hides it. No fix before the test reproduces it.",
        "Something relies on the wrong behaviour. Search for callers before changing it.",
        dependencyRisks(facts),
      ),
      rollout: lines(
        facts.priority === "critical" || facts.priority === "high"
          ? "Ship it on its own as a hotfix, not with the next release"
          : "Ship it with the next release",
        `Watch the error rate for a day${where === null ? "" : `, first where it was seen (${lowerFirst(where)})`}`,
        `Tell ${joinAnd(facts.items("users").map(lowerFirst)) || "the people who reported it"} that it is fixed`,
      ),
    };
  },
};
