/** Who decides for the project. What others decided is none of its decisions. */
const we = "(?:we|i|(?:the|our) (?:whole )?(?:team|group)|everyone|everybody)";
const aside =
  "(?:(?:have|had|has|just|now|finally|already|also|then|therefore|all|both|together|unanimously|firmly|explicitly|deliberately)\\s+)*";
const contracted = "(?:'ve|'d)?";
const some = "(?:(?!to\\b)[\\w'-]+\\s+){0,4}?";
const contrast = "\\b(?:instead of|rather than|over|because|since)\\b";
const chosen =
  "(?:us(?:e|ing)|(?:go|going) with|stick(?:ing)? (?:with|to)|stay(?:ing)? (?:with|on))";
const will = "(?:'ll|\\s+will|\\s+shall|'re going to|\\s+are going to|'m going to|\\s+am going to)";
const onlyAlways = "(?:(?:only|always|just|therefore|simply|all|definitely|then|now|also|be)\\s+)*";
/** Decisions to talk or to wait decide nothing yet. */
const later =
  "(?!(?:not\\s+)?(?:think|talk|meet|discuss|decide|wait|sleep|revisit|look|disagree|ask|see|call|come|take a break|stop here|continue|start over|go(?! with| for| ahead| live))\\b)";

const cues: readonly RegExp[] = [
  // said outright
  `\\b${we}${contracted}\\s+${aside}(?:decided|agreed|settled|opted|resolved|committed)\\s+${some}(?:(?:not\\s+)?to\\s+${later}|on|that|for|against)\\b`,
  `\\b${we}${contracted}\\s+${aside}(?:decided|agreed):`,
  `\\b${we}${contracted}\\s+${aside}(?:ruled out|rejected|chose|chosen)\\s+`,
  `\\b${we}${contracted}\\s+${aside}(?:picked|selected|went (?:with|for))\\s+(?=.*${contrast})`,
  `\\bit (?:was|is|has been) (?:finally\\s+|now\\s+)?(?:decided|agreed|settled) (?:that|to|not to)\\b`,
  `\\b(?:the|our|my|a|final) (?:final\\s+)?decision (?:is|was|stands|has been)\\s*(?:made\\s+)?(?:that|to|not to|against|for|in favou?r of|:)`,
  // as what will be done
  `\\b${we}${will}\\s+${onlyAlways}${chosen}\\b`,
  `\\b(?:we're|we are|i'm|i am)\\s+(?:now\\s+|definitely\\s+|just\\s+)?(?:going with|sticking (?:with|to)|staying (?:with|on)|not going to|not doing|dropping)\\b`,
  `\\b${we}${will}\\s+(?:not\\s+)?[\\w-]+\\b(?=.*\\b(?:instead of|rather than)\\b)`,
  `\\bwe(?:\\s+won't|\\s+will not|'ll not|\\s+shall not|\\s+are not going to|'re not going to)\\s+(?:be\\s+)?(?:support|build|us|offer|ship|allow|migrat|charg|track|stor|send|writ|host|buy|do|sell|includ|cover|translat)\\w*\\b`,
  `\\bwe (?:only\\s+|always\\s+)?(?:use|keep|store|build|ship|write|host|deploy|buy|send|cache|run|render|generate|sign|poll|push|publish|copy|pay)\\b(?=.*\\b(?:instead of|rather than)\\b)`,
  `\\bfrom now on,? (?:we|everyone|everybody|all)\\b`,
  // as what is to be done together
  `^let'?s (?:just\\s+|simply\\s+|all\\s+|rather\\s+|definitely\\s+|then\\s+)*(?:go with|go for|stick (?:with|to)|stay (?:with|on)|use|not (?!forget|worry|talk|rush|start|stop|go))`,
  `^let'?s (?:just\\s+|simply\\s+|rather\\s+)*(?:drop|cut|avoid|postpone|defer|keep|leave)\\s+(?!going|talking|it\\b|this\\b|that\\b|them\\b|in mind|an eye)`,
  // as what is not
  `\\b(?:is|are|stays?|remains?|be|as|leave|left|keep|kept|put|declared)\\b(?:\\s+[\\w'-]+){0,6}?\\s+out of scope\\b`,
  `\\b(?:is|are|will)\\s+not\\s+(?:be\\s+)?(?:a\\s+)?(?:part of|in)\\s+(?:the\\s+|this\\s+)?(?:first|initial|version|release|mvp|scope|phase|v\\d)\\b`,
].map((cue) => new RegExp(cue, "i"));

/** Names outside of any project that can be out of a scope. */
const otherScope = /\b(?:variable|reference|pointer|closure|identifier|symbol)\b/i;

/** How things are is not decided thereby. */
const asItIs = /\b(?:today|currently|at the moment|right now|so far|until now|still)\b/i;

/** Where in the sentence it is said that something is decided, and what; null: nowhere. */
export function decides(sentence: string): { before: string; rest: string } | null {
  if (asItIs.test(sentence) && /\binstead of|rather than\b/i.test(sentence)) return null;
  if (/out of scope/i.test(sentence) && otherScope.test(sentence)) return null;
  for (const cue of cues) {
    const found = cue.exec(sentence);
    if (found === null) continue;
    const end = found.index + found[0].length;
    const isOfScope = /scope|part of|first|initial|version|release|mvp|phase/i.test(found[0]);
    return {
      before: sentence.slice(0, found.index),
      rest: isOfScope ? sentence : sentence.slice(end),
    };
  }
  return null;
}
