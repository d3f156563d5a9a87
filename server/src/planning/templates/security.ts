import { closing, sectionTitles, users } from "./commonQuestions.ts";
import { hintsFor } from "./hints.ts";
import { dependencyRisks, dependencyTasks, everything, lines, place, titleFrom } from "./shared.ts";
import type { Template } from "./template.ts";
import { asTask, capitalise, joinAnd, lowerFirst, sentence, startsWithVerb } from "./wording.ts";

export const security: Template = {
  id: "security",
  title: "Security",
  summary: "A protection against somebody who means harm.",
  sections: sectionTitles("Threats"),
  example: "Create a development plan for login rate limiting",
  words: [
    [
      /\b(?:security|secure|vulnerab\w+|rate.?limit\w*|brute.?force|attack\w*|exploit\w*|csrf|xss|injection|hardening|pen.?test\w*)\b/i,
      5,
    ],
    [
      /\b(?:two.?factor|2fa|mfa|encrypt\w*|secrets?|audit log|leak(?:ed|s)? (?:data|keys?|tokens?)|password|access control|permissions)\b/i,
      3,
    ],
  ],
  freeSlot: "measures",
  questions: [
    {
      slot: "threats",
      kind: "list",
      ask: "What could an attacker do today?",
      label: "what an attacker could do",
      fills: "Threats",
      example: "guess passwords without limit, and find out which accounts exist",
      cue: /^((?:an attacker|attackers|somebody|someone|anyone|anybody|bots?|hackers?) .+)$/i,
    },
    {
      slot: "measures",
      kind: "list",
      ask: "Which protection do you have in mind?",
      label: "the protection",
      fills: "Scope",
      example: "block after five attempts for 15 minutes, and alert the team",
      cue: /^(?:(?:the )?(?:protection|measures?)(?: is| are|:)?)\s+(.+)$/i,
    },
    {
      ...users,
      ask: "Whose accounts or data does it protect?",
      label: "who is protected",
      example: "all customers, and the admins above all",
    },
    {
      slot: "side",
      kind: "text",
      ask: "Who must not be hindered by it?",
      label: "who must not be hindered",
      fills: "Goals",
      example: "offices where many people share one address",
      cue: /^(?:without (?:hindering|locking out|blocking|disturbing)|must not (?:hinder|lock out|block|disturb))\s+(.+)$/i,
    },
    ...closing,
  ],
  titleOf: (subject) => titleFrom(subject),
  outline(facts) {
    const { thing } = facts.subject;
    const threats = facts.items("threats").map(threatOf);
    const measures = facts.items("measures");
    const side =
      facts.text("side")?.replace(/^(?:the )?people (?:in|from|at) /i, "people in ") ?? null;
    const people = joinAnd(facts.items("users").map(lowerFirst));
    const hint = hintsFor(everything(facts));
    return {
      overview: [
        sentence(facts.subject.phrase),
        ...(people === "" ? [] : [`It protects ${people}.`]),
      ],
      goals: lines(
        threats.map((threat) => sentence(`No longer true: ${threat}`)),
        threats.length === 0 &&
          `An attacker gains nothing where ${thing} applies${place(facts.subject)}.`,
        side !== null && sentence(`Not hindered: ${lowerFirst(side)}`),
        "Attempts are visible to us within minutes.",
      ),
      inScope: measures.map(capitalise),
      outOfScope: facts.items("exclusions").map(capitalise),
      extra: [
        {
          title: "Threats",
          lines:
            threats.length > 0
              ? threats.map((threat) => `- ${sentence(threat)}`)
              : ["Not described yet. Writing them down is the first task."],
        },
      ],
      phases: [
        {
          title: "Understand the exposure",
          share: 0.25,
          tasks: lines(
            threats.length === 0 && `Write down who could abuse what without ${thing}`,
            threats.map((threat) => `Show with a script, in a test environment, that ${threat}`),
            "Search the logs of the last 90 days for signs that it has happened",
            hint.design,
            dependencyTasks(facts),
          ),
        },
        {
          title: `Build ${thing}`,
          share: 0.5,
          tasks: lines(
            measures.map((measure) => asTask(measure, "the team")),
            hint.build,
            measures.length === 0 &&
              hint.build.length === 0 &&
              `Build the smallest form of ${thing} that stops the scripts above`,
            "Refuse by default: when the check itself fails, decide what is let through, and write down why",
          ),
        },
        {
          title: "Watch it",
          share: 0.25,
          tasks: [
            `Log each refusal of ${thing} with account, address and reason, without passwords or tokens`,
            "Alert when refusals rise above the usual",
            `Write a runbook: how to loosen, tighten and switch off ${thing}`,
          ],
        },
      ],
      testing: lines(
        threats.map((threat) => `The script that shows that ${threat} fails now`),
        measures.map((measure) => `Test: ${lowerFirst(asTask(measure, "the team"))}`),
        hint.testing,
        side !== null && `Ordinary use goes on for ${lowerFirst(side)}`,
        "A second pair of eyes reviews the code for ways around it",
      ),
      risks: lines(
        facts.items("risks").map(sentence),
        side !== null &&
          `Ordinary people are hit: ${lowerFirst(side)}. Measure false refusals from the first day.`,
        hint.risks.map(sentence),
        "There is another way in that is not covered. List all entrances, APIs included.",
        dependencyRisks(facts),
      ),
      rollout: lines(
        hint.rollout,
        hint.rollout.length === 0 && "Log only at first; look at what would have been refused",
        "Turn it on for staff, then for everyone",
        "Tell support what people may see, and what to answer",
      ),
    };
  },
};

const actor =
  /^(?:an attacker|attackers|somebody|someone|anyone|anybody|hackers?|they)\s+(?:can|could|may|might|would)\s+/i;

/** "guess passwords" and "attackers could guess passwords" -> "an attacker can guess passwords". */
function threatOf(text: string): string {
  const deed = text.replace(actor, "");
  return deed !== text || startsWithVerb(deed)
    ? `an attacker can ${lowerFirst(deed)}`
    : lowerFirst(text);
}
