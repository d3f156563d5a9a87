import { closing, exclusions, sectionTitles } from "./commonQuestions.ts";
import { dependencyRisks, dependencyTasks, lines } from "./shared.ts";
import type { Template } from "./template.ts";
import { asTask, capitalise, ended, lowerFirst, sentence, startsWithVerb } from "./wording.ts";

export const performance: Template = {
  id: "performance",
  title: "Performance",
  summary: "Something that works but takes too long or too much.",
  sections: sectionTitles("Measurements"),
  example: "The invoice search is too slow",
  words: [
    [
      /\b(?:slow\w*|faster|speed(?:ing)? up|performance|latency|sluggish|optimi[sz]e|optimi[sz]ation|throughput|lag\w*)\b/i,
      5,
    ],
    [
      /\b(?:memory usage|memory leak|cpu|load times?|response times?|takes? (?:too long|forever|ages)|time.?outs?|cach(?:e|ing))\b/i,
      3,
    ],
  ],
  freeSlot: "suspects",
  questions: [
    {
      slot: "current",
      kind: "text",
      ask: "How slow is it today, and where do you measure that?",
      label: "how slow it is today",
      fills: "Measurements",
      example: "the 95th percentile is 4 seconds, from the access log",
      cue: /^((?:it |that |this |which )?(?:now |currently |today )?(?:takes|is taking|needs) .*\d.*|(?:currently|today|right now),? .*\d.*)$/i,
    },
    {
      slot: "target",
      kind: "text",
      ask: "How fast must it be?",
      label: "the target",
      fills: "Goals",
      example: "under 300 milliseconds for 95 percent of the requests",
      cue: /^((?:it |that |this |we )?(?:(?:should|must|needs to|has to|want it) (?:be |take |answer |load |run |respond )?)?(?:under|below|less than|at most|within|no more than) .*\d.*|(?:the )?(?:target|goal) is .*\d.*)$/i,
    },
    {
      slot: "load",
      kind: "text",
      ask: "Under what load: how many users, how much data?",
      label: "the load",
      fills: "Measurements",
      example: "200 users at once, and 3 million invoices",
      cue: /^((?:with|for|under|at) .*(?:\d|million|thousand).*(?:users|requests|rows|records|customers|invoices|items|per (?:second|minute)|at once|concurrent).*)$/i,
    },
    {
      slot: "suspects",
      kind: "list",
      ask: "What do you suspect takes the time?",
      label: "what takes the time",
      fills: "Approach",
      example: "the missing index, and loading every line item",
      cue: /^(?:(?:i|we) (?:suspect|think|guess|believe)(?: that| it's| it is)?|(?:it's )?probably|maybe it's)\s+(.{6,})$/i,
    },
    exclusions,
    ...closing,
  ],
  titleOf: (subject) =>
    startsWithVerb(subject.phrase) && !/^make\b/i.test(subject.phrase)
      ? capitalise(subject.phrase)
      : `Speed up ${lowerFirst(subject.thing)}`,
  outline(facts) {
    const { thing, phrase } = facts.subject;
    const target = facts.text("target");
    const current =
      facts.text("current")?.replace(/^(?:it |that |this )?(?:takes|is|needs) /i, "") ?? null;
    const load = facts.text("load");
    const suspects = facts.items("suspects");
    const caching = /\bcach/i.test([phrase, ...suspects].join(" "));
    const database = /\b(?:index|query|queries|database|sql|n\+1|join|rows)\b/i.test(
      [phrase, ...suspects].join(" "),
    );
    const aim = target === null ? "the target" : `the target (${lowerFirst(target)})`;
    return {
      overview: [sentence(phrase)],
      goals: lines(
        target !== null
          ? `Target: ${ended(target)}`
          : "Agree on a target in numbers before any change.",
        load !== null && `It holds for this load: ${ended(load)}`,
        "Results stay the same; only the time changes.",
      ),
      inScope: [`${capitalise(thing)}, from the request to the answer`],
      outOfScope: facts.items("exclusions").map(capitalise),
      extra: [
        {
          title: "Measurements",
          lines: [
            "| | value |",
            "| --- | --- |",
            `| Today | ${cell(current ?? "to be measured")} |`,
            `| Target | ${cell(target ?? "to be agreed")} |`,
            `| Load | ${cell(load ?? "to be measured")} |`,
          ],
        },
      ],
      phases: [
        {
          title: "Measure",
          share: 0.3,
          tasks: lines(
            `Make a benchmark of ${thing} that anybody can run${load === null ? "" : `, with ${lowerFirst(load).replace(/^(?:with|for|under|at) /i, "")}`}`,
            `Record today's median and 95th percentile${current === null ? "" : ` (reported: ${lowerFirst(current)})`}`,
            `Profile one slow run of ${thing} and write down where the time goes`,
            dependencyTasks(facts),
          ),
        },
        {
          title: "Improve, the largest part first",
          share: 0.5,
          tasks: lines(
            suspects.map(remedy),
            suspects.length === 0 &&
              "Take the largest entry of the profile and remove it; measure again",
            database && [
              "Read the query plan with production-sized data, before and after each index",
              "Fetch only the rows and columns that are shown",
            ],
            caching && "Write down what makes each cached entry stale, and who invalidates it",
            `Stop as soon as ${aim} is reached`,
          ),
        },
        {
          title: "Keep it fast",
          share: 0.2,
          tasks: [
            `Run the benchmark of ${thing} in CI, and compare with the last release`,
            `Put the 95th percentile of ${thing} on a graph, with an alert at the target`,
          ],
        },
      ],
      testing: lines(
        `Benchmark before and after each change; ${aim} is met three times in a row`,
        `The results of ${thing} are the same as before on recorded requests`,
        load !== null && `Load test: ${lowerFirst(load)}`,
        "With a cold cache and right after a deployment",
      ),
      risks: lines(
        facts.items("risks").map(sentence),
        "The benchmark is not like production. Use production-sized data and real requests.",
        suspects.length > 0 &&
          "The suspicion is wrong and time goes into the wrong place. Profile first.",
        database && "A new index slows down writes. Measure those too.",
        caching && "A cache shows old data. Decide how old is acceptable.",
        dependencyRisks(facts),
      ),
      rollout: [
        "One improvement a release, so that each effect can be seen",
        "Compare the 95th percentile a day before and a day after",
        "Keep a switch back to the old path for two weeks",
      ],
    };
  },
};

/** What to do about a suspicion. */
function remedy(suspect: string): string {
  const missing = /^(?:(?:the|a|an) )?missing (.+)$/i.exec(suspect)?.[1];
  if (missing !== undefined) return `Add the ${missing}, and measure what it brings`;
  if (startsWithVerb(suspect)) return asTask(suspect);
  return `Measure how much ${lowerFirst(suspect)} costs, then avoid it`;
}

/** A text that may stand in a table. */
function cell(text: string): string {
  return lowerFirst(text).replaceAll("|", "\\|");
}
