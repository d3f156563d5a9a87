/** A clause that says why: what may happen there takes nothing back. */
const reason = /,?\s+(?:because|since|so that|otherwise|as (?:it|they|we|the|our|this|that))\b.*$/i;
const doubt =
  /\b(?:maybe|perhaps|possibly|probably|might|could|would|wonder\w*|guess|suppose|hopefully|ideally|thinking (?:about|of)|considering|not (?:sure|certain|decided|final)|unsure|undecided|tentatively|propos\w+|suggest\w*|wish|hope to|in theory|for example|for instance|tbd|to be decided|to be confirmed|what about|how about|i think|i feel|i'd say|either|nothing|almost|nearly)\b/i;
const ask =
  /^(?:(?:so|and|but|or|ok|okay|well|hey|then|now),?\s+)*(?:what|which|when|why|how|where|who|whose|did|do|does|have|has|had|is|are|was|were|should|shall|can|could|would|will|may|isn't|aren't|didn't|don't|won't|shouldn't|can't)\s+(?!(?:we|i)(?:'ve| have)? (?:learned|learnt)\b|went wrong\b)/i;
const order =
  /^(?:(?:so|and|but|ok|okay|well|hey|now|then|please|just),?\s+)*(?:add|create|make|build|show|open|rename|search|find|read|list|compare|check|set|delete|remove|change|update|replace|rewrite|summari[sz]e|export|tell|give|explain|write|put|move|start|stop|repeat|undo|redo|skip|help|plan|draft|save|describe|remind|ask|pretend|imagine|suppose|assume|say|call|mark|send|notify|warn)\b/i;
const condition =
  /^(?:(?:so|and|but|ok|okay|well),?\s+)*(?:if|unless|when|whenever|once|until|in case|provided|assuming|as soon as|depending)\b/i;
const dependsOn = /\b(?:if|unless|in case|provided that|depending on|as long as|assuming)\b/i;
/** What stands before it makes the clause another's, or a supposition. */
const inside =
  /\b(?:if|unless|whether|in case|once|until|till|before|when|whenever|where|why|how|what|which|who|after|as soon as|suppose|supposing|assuming|imagine|pretend|like|says?|said|reads?|wrote|asks?|asked|told|tells|claims?|claimed|thinks?|believes?|suggests?|suggested|proposed|wants?|wished|unclear|doubt)\b[^.;]*$/i;

/** Whether the sentence asks, orders or supposes as a whole. */
export function isNoStatement(sentence: string): boolean {
  return (
    /\?["”')]*$/.test(sentence) ||
    ask.test(sentence) ||
    order.test(sentence) ||
    condition.test(sentence)
  );
}

/** Whether what is said there is in doubt, or said by somebody else. */
export function isDoubted(sentence: string, before: string): boolean {
  return doubt.test(sentence.replace(reason, "")) || inside.test(before);
}

/** Whether it is to be done under a condition only. What was decided may well be one itself. */
export function isConditional(rest: string): boolean {
  return dependsOn.test(rest.replace(reason, ""));
}
