import type { Priority } from "@voiceplan/protocol";

const levels: readonly (readonly [RegExp, Priority])[] = [
  [
    /\b(?:not|isn't|less|nothing) (?:very |that |so |too |really |particularly )?(?:urgent|important|high|pressing)\b/i,
    "low",
  ],
  [/\bnot (?:very |that |so |too )?critical\b/i, "medium"],
  [
    /\b(?:nice.to.have|no (?:rush|hurry)|can wait|whenever|some ?day|low(?:est)?|minor|p[34])\b/i,
    "low",
  ],
  [
    /\b(?:critical|highest|top|p0|blockers?|blocking|emergency|as soon as possible|asap|immediately|right away|drop everything)\b/i,
    "critical",
  ],
  [/\b(?:high|urgent|important|pressing|p1)\b/i, "high"],
  [/\b(?:medium|normal|moderate|middle|mid|average|regular|standard|so.so|p2)\b/i, "medium"],
];

/** The priority that a text names; null when it names none. */
export function parsePriority(text: string): Priority | null {
  return levels.find(([words]) => words.test(text))?.[1] ?? null;
}

const filler =
  /\b(?:and|it(?:'s| is| should be| has)?|that(?:'s| is)|this is|make|set|change|the|a|an|of|to|is|as|with|has|have|got|very|quite|pretty|really|rather|fairly|actually|i(?:'d)? (?:say|think|guess)|for (?:us|me|now)|please|well|be|should|would|mark|level)\b/gi;

/** The priority, when a clause is about nothing else. */
export function priorityClause(clause: string): Priority | null {
  const named = /\bprio(?:rity)?\b/i.test(clause);
  const rest = clause
    .replace(filler, " ")
    .replace(/[^\w' -]/g, " ")
    .trim()
    .split(/\s+/);
  if (rest.length > (named ? 4 : 3)) return null;
  if (
    !named &&
    !/^(?:not )?(?:urgent|critical|asap|important|p[0-4]|nice to have|no rush|no hurry|can wait|as soon as possible|top|blocker|high|medium|low|normal)$/i.test(
      rest.join(" "),
    )
  ) {
    return null;
  }
  return parsePriority(clause);
}
