import { closing, sectionTitles, why } from "./commonQuestions.ts";
import { hintsFor } from "./hints.ts";
import { dependencyRisks, dependencyTasks, everything, lines } from "./shared.ts";
import type { Template } from "./template.ts";
import { asTask, capitalise, lowerFirst, sentence, startsWithVerb } from "./wording.ts";

export const apiIntegration: Template = {
  id: "api-integration",
  title: "API integration",
  summary: "Two systems that are to talk to each other.",
  sections: sectionTitles("Contract"),
  example: "Integrate Stripe payments into the checkout",
  words: [
    [/\b(?:integrat\w+|third.?party|webhooks?)\b/i, 5],
    [/\b(?:connect (?:\w+ ){0,4}(?:to|with)|sync (?:\w+ ){0,5}(?:to|with|from)|hook up)\b/i, 4],
    [/\b(?:stripe|slack|salesforce|hubspot|github|twilio|paypal|zapier|jira|shopify)\b/i, 2],
    [/\bapis?\b/i, 1],
  ],
  freeSlot: "operations",
  questions: [
    {
      slot: "operations",
      kind: "list",
      ask: "Which data goes which way, or what should be done over there?",
      label: "what goes over the wire",
      fills: "Scope",
      example: "create a payment, receive the result by webhook, and refund",
    },
    why,
    {
      slot: "access",
      kind: "text",
      ask: "How does it let us in: a key, OAuth, an account somebody has?",
      label: "how we get access",
      fills: "Contract",
      example: "an API key per environment, finance has the account",
      cue: /^((?:we (?:have|use|need)|with|via|using|there(?:'s| is)) .*(?:api.?keys?|oauth|tokens?|credentials|certificate|account)\b.*)$/i,
    },
    {
      slot: "failure",
      kind: "text",
      ask: "What should happen on our side when it is down or slow?",
      label: "what happens when it is down",
      fills: "Risks",
      example: "keep the order, tell the customer, and try again later",
      cue: /^(?:(?:when|if) (?:it|they|the (?:api|service)|\w+)(?:'s| is| are) (?:down|slow|unavailable|offline),?)\s*(.+)$/i,
    },
    ...closing,
  ],
  titleOf: (subject) =>
    startsWithVerb(subject.phrase)
      ? capitalise(subject.phrase)
      : `Integrate ${lowerFirst(subject.thing)}`,
  outline(facts) {
    const { phrase } = facts.subject;
    const thing = facts.subject.thing.replace(
      /\s+(?:payments?|apis?|integration|log.?in|messages?|notifications?|data|webhooks?|contacts|events)$/i,
      "",
    );
    const operations = facts.items("operations");
    const access = facts.text("access");
    const failure = facts.text("failure");
    const reason = facts.text("why");
    const hint = hintsFor(everything(facts));
    return {
      overview: [sentence(phrase)],
      goals: lines(
        reason !== null && sentence(reason),
        failure !== null && sentence(`When ${thing} is down: ${lowerFirst(failure)}`),
        "Every call can be found again in the logs of both sides.",
      ),
      inScope: operations.map(capitalise),
      outOfScope: facts.items("exclusions").map(capitalise),
      extra: [
        {
          title: "Contract",
          lines: [
            `- **Access:** ${access === null ? "to be clarified" : sentence(access)}`,
            `- **Calls:** ${operations.length === 0 ? "to be listed" : `${operations.map((item) => lowerFirst(asTask(item))).join("; ")}.`}`,
            "- **Limits:** rate limits, sizes and timeouts, from the provider's documentation.",
            `- **When it is down:** ${failure === null ? "to be decided" : sentence(failure)}`,
          ],
        },
      ],
      phases: [
        {
          title: "Clarify the contract",
          share: 0.2,
          tasks: lines(
            access === null
              ? `Get access to ${thing} for development and production`
              : `Set up access for development and production: ${lowerFirst(access)}`,
            `Make each call to ${thing} once by hand, and keep the recorded answers as fixtures`,
            hint.design,
            dependencyTasks(facts),
          ),
        },
        {
          title: "Build the client and the flows",
          share: 0.55,
          tasks: lines(
            `Write one module that talks to ${thing}; nothing else knows its wire format`,
            "Keys come from the environment and appear in no log",
            operations.map((item) => asTask(item)),
            hint.build,
            "Timeouts on each call; retries with growing pauses, only for what is safe to repeat",
          ),
        },
        {
          title: "Prepare for failure",
          share: 0.25,
          tasks: lines(
            failure !== null
              ? `When ${thing} is down: ${lowerFirst(failure)}`
              : `Decide and build what people see while ${thing} is down`,
            "Log each call with duration, result and the provider's request id",
            `Alert when calls to ${thing} fail for five minutes`,
          ),
        },
      ],
      testing: lines(
        operations.map((item) => `Against the provider's sandbox: ${lowerFirst(asTask(item))}`),
        "Against recorded answers in CI: success, refusal, rate limit, server error, timeout, broken JSON",
        failure !== null && `With ${thing} unplugged: ${lowerFirst(failure)}`,
        hint.testing,
      ),
      risks: lines(
        facts.items("risks").map(sentence),
        `${capitalise(thing)} changes its API. Pin the version and subscribe to the change log.`,
        failure === null && `It is undecided what happens when ${thing} is down.`,
        hint.risks.map(sentence),
        dependencyRisks(facts),
      ),
      rollout: lines(
        "Sandbox first, then production with one internal account",
        "Turn it on for a few customers, compare both sides' records after a day",
        "A switch turns the integration off without a deployment",
        hint.rollout,
      ),
    };
  },
};
