import type { Subject } from "../../templates/template.ts";
import { lowerFirst, startsWithVerb, stripArticle } from "../../templates/wording.ts";

const leadIn = [
  /^(?:um+|uh+|er+|well|so|ok(?:ay)?|hi|hello|hey(?: there)?|please|right|now|yes|alright|today)[\s,.!:]+/i,
  /^(?:can|could|would) you (?:please )?(?:help (?:me|us) (?:to )?)?/i,
  /^help (?:me|us) (?:to )?/i,
  /^(?:i|we)(?:'d|'ll|'re| would| will| am| are)? (?:like|want|wish|need|have|plan|intend|hope|going|planning|thinking|trying|should|must|ought)(?:ing)?(?: about)? (?:to |of )?(?:have )?/i,
  /^(?:i|we)(?:'ve|'d| have| had)? (?:(?:just|now|finally|all) )*(?:decided|agreed|settled)(?: to| on| that we (?:will|should|want to|need to))? /i,
  /^(?:let's|let us) /i,
  /^(?:create|make|write|start|draft|begin|prepare|do|build|generate)(?: me| us)? (?:(?:a|an|the|another|new|fresh|first)\s+)*(?:(?:development|dev|project) ?plan|plan|devplan)\b\s*(?:for|to|about|on|that|where)?\s*/i,
  /^(?:(?:a|an|the|another|new)\s+)*(?:(?:development|dev) ?plan|devplan)\b\s*(?:for|to|about|on)?\s*/i,
  /^plan (?:for |to |out )?/i,
  /^(?:is|there is|there's|it's|we have|i have)(?: a| an)? (?=(?:bug|problem|issue|error)\b)/i,
];
const called = /\b(?:called|named|titled|with the (?:title|name))\s+["“']?(.+?)["”']?[.!]?$/i;

/** Takes polite and planning words from the front, as often as they come. */
function withoutLeadIn(text: string): string {
  let rest = text.replace(/^[^\p{L}\p{N}"“'(#@/.$-]+/u, "").trim();
  for (let round = 0; round < 8; round += 1) {
    const before = rest;
    for (const pattern of leadIn) rest = rest.replace(pattern, "").trim();
    if (rest === before) break;
  }
  return rest.replace(/[\s.!?,]+$/, "");
}

/** Words that stand for a wish and name none: "I'd like to plan something". */
const vague =
  /^(?:(?:plan|build|make|do|create|start|begin|change|add|fix|talk about|discuss)(?:ing)?\s+)?(?:something|anything|some ?thing new|stuff|things?|one|it|this|that|there|a (?:thing|project|feature)|my (?:project|idea)|an idea|plan(?:ning)?|start(?:ed)?|begin|get started|talk)$/i;
const bareVerb = /^(?:add|build|change|create|do|fix|make|plan|write)(?:ing)?$/i;

/** What a message wants built or changed; empty where it does not say. */
export function wishOf(text: string): string {
  const wish = withoutLeadIn(text);
  return vague.test(wish) || bareVerb.test(wish) ? "" : wish;
}

const verb =
  /^(?:add|build|create|implement|introduce|develop|make|write|support|offer|provide|set up|allow|enable|fix|repair|solve|speed up|optimi[sz]e|improve|accelerate|secure|protect|harden|refactor|clean up|restructure|untangle|moderni[sz]e|rewrite|migrate|move|convert|integrate|connect|hook up|sync|have|get|upgrade|replace|remove|a new|new)\s+(.+)$/i;
const located =
  /^(.+?)\s+(?:to|in|into|for|on|onto|inside|within|from|of)\s+((?:the|our|my|an?|this|every|all)\s+.+|[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*)*)$/;
const complaint =
  /^(?:make\s+)?(.+?)\s+(?:is|are|was|gets?|takes?|loads?|runs?|becomes?|has become|feels?|to be|be|needs?|should be|more)?\s*(?:(?:way|far|much|too|very|so|really|painfully|quite|a bit|more)\s+)*(?:slow(?:er|ly)?|faster|quicker|quickly|sluggish|laggy|too long|forever|responsive)\b/i;

/** Takes the wish apart. */
export function parseSubject(phrase: string): Subject {
  const slow = complaint.exec(phrase)?.[1];
  if (slow !== undefined) return { phrase, thing: lowerFirst(slow.trim()), target: null };
  const moved = /^(?:migrate|move|convert|port)\s+(.+?)\s+(?:from|to|into|onto)\s/i.exec(
    phrase,
  )?.[1];
  if (moved !== undefined) return { phrase, thing: lowerFirst(moved), target: null };
  const object = (verb.exec(phrase)?.[1] ?? phrase).trim();
  const found = located.exec(object.split(/\s*[:(]|,\s/)[0] ?? object);
  const [thing, target] = [found?.[1], found?.[2]];
  if (thing === undefined || target === undefined || target.split(/\s+/).length > 5) {
    return { phrase, thing: object.split(/\s*[:(]|,\s/)[0] ?? object, target: null };
  }
  return { phrase, thing, target };
}

/** What a wish wants, without where and for whom: "booking portal"; null for a message that is no wish. */
export function thingWished(message: string): string | null {
  const text = message.replace(/’/g, "'").trim();
  const wish = wishOf(text.split(/(?<=[.!?])\s/)[0] ?? text);
  const isWish = startsWithVerb(wish) || !text.toLowerCase().startsWith(wish.toLowerCase());
  return wish === "" || !isWish || text.endsWith("?")
    ? null
    : stripArticle(parseSubject(wish).thing);
}

/** "create a development plan called X": the X; null when no name is given. */
export function nameGiven(text: string): string | null {
  if (!/\bplan\b|devplan/i.test(text)) return null;
  const name = called.exec(text.trim())?.[1]?.trim();
  return name === undefined || name === "" ? null : name.slice(0, 200);
}

/** Whether a message asks for a new plan in so many words. */
export function asksForPlan(text: string): boolean {
  return /^(?:(?:please|ok(?:ay)?|now|so|hi|hey|hello)[\s,]+)*(?:(?:can|could|would) you (?:please )?|(?:i|we)(?:'d| would)? (?:want|like|need)(?: to)? |let's )?(?:(?:create|make|write|start|draft|begin|prepare|generate|have)(?: me| us)? )?(?:(?:a|an|the|another|new|fresh)\s+)*(?:(?:development|dev) ?plan|devplan|plan (?:for|called|named))\b|^(?:please )?(?:create|make|write|start|draft|begin)(?: me| us)? (?:(?:a|an|another|new|fresh)\s+)+plan\b/i.test(
    text.trim(),
  );
}
