import { closing, sectionTitles, why } from "./commonQuestions.ts";
import { dependencyRisks, dependencyTasks, lines } from "./shared.ts";
import type { Template } from "./template.ts";
import { asTask, capitalise, ended, lowerFirst, sentence, startsWithVerb } from "./wording.ts";

const noDowntime = /\b(?:no|none|zero|without|not any)\b/i;

export const databaseMigration: Template = {
  id: "database-migration",
  title: "Database migration",
  summary: "Data that moves or changes its shape.",
  sections: sectionTitles("Data and constraints"),
  example: "Migrate the customer table from MySQL to Postgres",
  words: [
    [/\bmigrat\w+\b/i, 3],
    [
      /\b(?:database|schema|tables?|columns?|postgres\w*|mysql|mongo\w*|sqlite|oracle|redis|sql)\b/i,
      3,
    ],
    [/\b(?:backfill|foreign keys?|primary keys?|uuids?|partition\w*)\b/i, 2],
  ],
  freeSlot: "changes",
  questions: [
    {
      slot: "changes",
      kind: "list",
      ask: "What exactly changes: which tables or columns, from what to what?",
      label: "what changes",
      fills: "Scope",
      example: "customers gets a UUID key, and orders point to it",
    },
    {
      slot: "size",
      kind: "text",
      ask: "How much data is it, and who writes to it meanwhile?",
      label: "the amount of data",
      fills: "Data and constraints",
      example: "4 million rows, and the web shop writes all day",
      cue: /^((?:it(?:'s| is| has)|there are|about|around|we have|roughly)?\s*[\d.,]+\s*(?:k|m|million|thousand|billion|gb|tb|gigabytes?|terabytes?)?\s*(?:rows|records|customers|entries|documents|gb|tb|gigabytes?|terabytes?)\b.*)$/i,
    },
    {
      slot: "downtime",
      kind: "text",
      ask: "How long may it be down?",
      label: "the downtime that is allowed",
      fills: "Data and constraints",
      example: "not at all, or ten minutes on a Sunday",
      cue: /^((?:no|zero|without|at most|up to|maximum) .*(?:down.?time|outage|interruption).*|.*\bdown.?time (?:is|of|must) .*)$/i,
    },
    {
      slot: "readers",
      kind: "list",
      ask: "Which programs read or write this data?",
      label: "which programs use the data",
      fills: "Data and constraints",
      example: "the web shop, the nightly report and the mobile API",
      cue: /^(?:(?:it is|it's|they are) (?:read|used|written) by|used by|read by)\s+(.+)$/i,
    },
    why,
    ...closing,
  ],
  titleOf: (subject) =>
    startsWithVerb(subject.phrase)
      ? capitalise(subject.phrase)
      : `Migrate ${lowerFirst(subject.thing)}`,
  outline(facts) {
    const { thing, phrase } = facts.subject;
    const changes = facts.items("changes");
    const size = facts.text("size");
    const downtime = facts.text("downtime");
    const readers = facts.items("readers");
    const reason = facts.text("why");
    const online = downtime === null || noDowntime.test(downtime);
    return {
      overview: [sentence(phrase)],
      goals: lines(
        reason !== null && `The reason: ${ended(reason)}`,
        "Every row arrives once, and this is proved by counts and checksums.",
        downtime !== null ? `Downtime: ${ended(downtime)}` : "Downtime: to be agreed.",
      ),
      inScope: changes.map(capitalise),
      outOfScope: facts.items("exclusions").map(capitalise),
      extra: [
        {
          title: "Data and constraints",
          lines: [
            `- **Amount:** ${size === null ? "to be counted" : sentence(size)}`,
            `- **Downtime:** ${downtime === null ? "to be agreed" : sentence(downtime)}`,
            `- **Used by:** ${readers.length === 0 ? "to be listed" : sentence(readers.map(lowerFirst).join("; "))}`,
          ],
        },
      ],
      phases: [
        {
          title: "Prepare",
          share: 0.3,
          tasks: lines(
            readers.length === 0
              ? `List every program that reads or writes ${thing}`
              : readers.map(
                  (reader) => `Find every query of ${lowerFirst(reader)} that is affected`,
                ),
            `Count and checksum ${thing}, and look for rows that break the new rules`,
            `Take a backup of ${thing} and restore it somewhere, timed`,
            dependencyTasks(facts),
          ),
        },
        {
          title: "Change and move",
          share: 0.5,
          tasks: lines(
            changes.map((change) =>
              startsWithVerb(change)
                ? asTask(change)
                : `Write the migration: ${lowerFirst(change)}`,
            ),
            changes.length === 0 &&
              "Write the new schema as a migration script that can be run twice",
            online && "Expand first: add the new shape beside the old one, and write to both",
            `Copy in batches that can stop and go on${size === null ? "" : ` (${lowerFirst(size)})`}`,
            "Verify while copying: counts and checksums per batch, differences into a table",
            online && "Switch reading to the new shape, program by program",
          ),
        },
        {
          title: "Clear away",
          share: 0.2,
          tasks: [
            "Stop writing to the old shape once nothing reads it",
            "Keep the old data read-only for two weeks, then drop it",
            "Update backups, monitoring and the documentation of the schema",
          ],
        },
      ],
      testing: lines(
        `Rehearse on a copy of production, twice, and note how long each step takes`,
        "Counts and checksums agree before and after",
        readers.map((reader) => `${capitalise(reader)}: its main flows on the migrated copy`),
        "Stop the copy in the middle, and go on: no row is lost or doubled",
        "Roll back in the rehearsal, timed",
      ),
      risks: lines(
        facts.items("risks").map(sentence),
        "Old rows break the new rules. Find them in the preparation and decide case by case.",
        size !== null &&
          "Long locks stop the writers. Copy in small batches and set a lock timeout.",
        online && "The two shapes drift apart while both are written. Compare them every hour.",
        dependencyRisks(facts),
      ),
      rollout: lines(
        downtime !== null && !online && `Announce the window: ${lowerFirst(downtime)}`,
        "Write the steps as a checklist with the time each took in the rehearsal, and the point of no return",
        "Name who decides to roll back, and on which number",
        "Watch errors and slow queries for two days",
      ),
    };
  },
};
