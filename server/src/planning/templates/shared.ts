import type { Facts, Subject } from "./template.ts";
import { capitalise, definite, lowerFirst, startsWithVerb } from "./wording.ts";

const additions =
  /^(?:add|build|create|implement|introduce|develop|make|write|support|offer|provide|set up|have|get)\s+/i;

/** " in the billing portal", or nothing. */
export function place(subject: Subject): string {
  return subject.target === null ? "" : ` in ${definite(subject.target)}`;
}

/** "add CSV export to the billing portal" -> "CSV export for the billing portal". */
export function titleFrom(subject: Subject): string {
  if (!additions.test(subject.phrase)) return capitalise(subject.phrase);
  const thing = subject.thing.replace(/^(?:a|an|some)\s+/i, "");
  return capitalise(subject.target === null ? thing : `${thing} for ${definite(subject.target)}`);
}

/** A title that begins with `verb`, unless the person's own words begin with a verb already. */
export function titleWithVerb(verb: string, subject: Subject): string {
  if (startsWithVerb(subject.phrase)) return capitalise(subject.phrase);
  return `${verb} ${lowerFirst(subject.thing)}`;
}

/** All that was said, for looking up hints. */
export function everything(facts: Facts): string {
  const said = [
    "must",
    "users",
    "why",
    "what",
    "measures",
    "operations",
    "where",
    "detail",
  ].flatMap((slot) => facts.items(slot));
  return [facts.title, facts.subject.phrase, ...said].join("\n");
}

export function dependencyTasks(facts: Facts): string[] {
  return facts.dependencies.map(
    (dependency) =>
      `Check that ${definite(dependency)} offers what this needs, and agree on the interface`,
  );
}

export function dependencyRisks(facts: Facts): string[] {
  return facts.dependencies.map(
    (dependency) =>
      `${capitalise(definite(dependency))} is late or changes. Agree on the interface first and work against a stand-in until it is there.`,
  );
}

/** The lines that are there: drops what is null or false. */
export function lines(...parts: readonly (string | null | false | readonly string[])[]): string[] {
  return parts.flatMap((part) => (part === null || part === false ? [] : part));
}
