const trouble =
  "(?:broke|failed|crashed|lost|forgot|missed|underestimated|overestimated|overlooked|leaked|locked|blew|overran|slipped|stalled|corrupted|duplicated|regretted|went (?:wrong|down|badly)|took (?:\\w+\\s+){0,2}(?:twice|three times|longer|too long|weeks|months|forever)|cost us|bit us|hurt us|burned us|rolled back|roll back|ran out|timed out|was too|were too|nobody|no one|an outage|a disaster|a mess)";
const before =
  "(?:the )?last time|the previous time|back then|in (?:the|our) (?:last|previous) (?:project|release|migration|launch|sprint|version)";
/** Who uses software reports what is broken, which is no lesson. */
const used =
  "(?:i|you|he|she|they|it|someone|somebody|users?|customers?|people|the (?:user|customer)s?)\\b";
const participle =
  "(?:\\w+ed|been|done|made|written|built|known|begun|started|taken|thought|kept|chosen|gone|put|sent|told|split|cut|set|run|caught|asked|bought|sold|spoken|let|left)";
const after =
  "(?:the|a|an|this|that|it|them|our|more|less|fewer|first|earlier|before|sooner|longer|with|for|from|on|in|at|about|to|by|up|down|of|only|much|right|straight|every|each|all|one|two)";
const should = "(?:should|will|must|need to|have to|ought to|had better|won't|shouldn't)";

const cues: readonly RegExp[] = [
  `\\b(?:the|one|our|my|another|a|main|key|biggest|big|first) (?:[\\w-]+\\s+){0,2}?(?:lesson|takeaway|learning)s?(?: (?:we|i) (?:took|learned|learnt|drew)| learned| learnt)?(?: (?:here|from(?: [\\w'-]+){1,6}?))?\\s*(?:is|was|were|are)\\s*(?:that|to|not|never|:|we|always|don't)\\b`,
  `\\bwhat (?:we|i)(?:'ve| have)? (?:learned|learnt)(?: (?:from|in|of)(?: [\\w'-]+){1,6}?)?\\s*(?:is|was)\\b`,
  `\\b(?:we|i)(?:'ve|'d| have| had)?\\s+(?:(?:just|also|really|painfully|finally|all)\\s+)*(?:learned|learnt)\\b(?:\\s+(?:last|from|in|then|back)\\b(?:\\s+[\\w'-]+){1,5}?)?,?\\s+(?:that|to|not to|the hard way|never)\\b`,
  `\\b(?:${before}),?\\s+(?!${used})(?=.*\\b${trouble}\\b)`,
  `\\b${trouble}\\b.*\\b(?:the )?last time[.!]?$`,
  `\\bnext time,?\\s+(?:we(?:'ll|\\s+${should}|\\s+(?:do not|don't|always|never|first))|let's|i(?:'ll|\\s+will))\\b`,
  `\\bnext time, we\\s+\\w+`,
  `\\bwe(?:'ll|\\s+${should})\\b.*\\bnext time[.!]?$`,
  `\\b(?:in hindsight|with hindsight|looking back|in retrospect)\\b`,
  `\\b(?:we|i) (?:should(?:n't| not| never)?|ought to) have ${participle}\\s+${after}\\b`,
  `\\b(?:we|i) (?:should(?:n't| not| never)?|ought to) have ${participle}[.!]?$`,
  `\\b(?:it|that|this|which|\\w+ing(?: [\\w'-]+){0,6}) was (?:a|our|my|the) (?:[\\w-]+\\s+)?mistake\\b`,
  `\\b(?:the|our|my) (?:[\\w-]+\\s+)?mistake was (?:to|that|not|\\w+ing)\\b`,
  `\\b(?:we|i) (?:have )?(?:badly|completely|clearly|really|totally|again|always)?\\s*(?:underestimated|overestimated|overlooked)\\b`,
  `\\b(?:bit|burned|burnt) us\\b`,
  `\\bcost us (?:[\\w-]+\\s+){1,3}(?:hours?|days?|weeks?|months?|customers?)\\b`,
  `\\bwhat went wrong (?:was|is)\\b`,
  `^never again\\b`,
].map((cue) => new RegExp(cue, "i"));

/** Where in the sentence it is told what was learned, and what; null: nowhere. */
export function teaches(sentence: string): { before: string; rest: string } | null {
  for (const cue of cues) {
    const found = cue.exec(sentence);
    if (found) return { before: sentence.slice(0, found.index), rest: sentence };
  }
  return null;
}
