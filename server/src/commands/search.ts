import type { SearchHit } from "@voiceplan/protocol";
import { defineCommand } from "./command.ts";
import { countOf, spokenList } from "./speech.ts";

const MOST = 20;
const mine =
  "[in | ~through] [my | the | all | our | ~all my] (plans | projects | notes | ~messages | ~conversations | ~everything)";

/** No words to look for, or a rule for a program that searches. */
const clause =
  /^(?:it|this|that|something|a|an|the|them)?$|\b(?:before|after|when|whenever|while|if|until|once|instead|during|by)\b/i;
const partOfSearch =
  /\b(?:results?|engines?|bars?|boxe?s?|index(?:es)?|terms?|functions?|is|was)$/i;

export const search = defineCommand({
  name: "search",
  summary: "Search projects, plans and what was said",
  examples: ["Search for invoices", "Find everything about login"],
  phrases: [
    `(search | ~look) ${mine} for {query}`,
    `(search | look | ~do a search) for {query} in [my | the | all | our] (plans | projects | notes | ~messages)`,
    "(search | ~do a search | ~run a search) for {query}",
    "search {word:bare}",
    "~find {word:bare}",
    "(find | ~show me | ~list) [all | the | my] (plans | projects | notes | messages) (about | ~on | that mention | ~which mention | ~mentioning | ~that contain | ~containing | ~related to) {query}",
    `(~find | ~look up | ~search) {query} in [my | the | all | our] (plans | projects | notes | messages | conversations)`,
    "(find | ~show me | ~list | ~get me) (everything | anything | all | ~what (we | i) have | ~what there is | [the] ~plans | ~notes | ~messages) (about | on | ~mentioning | ~that mentions | ~containing | ~with the word | ~related to) {query}",
    "~where did (i | we | you) (mention | talk about | say something about | speak about | write about | discuss) {query} | ~when did (i | we) (mention | talk about | discuss) {query}",
    "~(which | what) (plan | plans | project | projects) (mention | mentions | talk about | talks about | contain | contains | is about | are about) {query} | ~have (i | we) [ever] (mentioned | talked about | discussed) {query}",
    "~look up {query}",
  ],
  readSlots({ word, query = word ?? "" }) {
    const plain = query
      .replace(/^(?:the (?:word|words|term|phrase) )/i, "")
      .replace(/^["“']|["”']$/g, "");
    const isOther = clause.test(plain) || (word !== undefined && partOfSearch.test(word));
    return isOther ? null : { query: plain };
  },
  async run({ query }, { focus, messageId, services }) {
    const request = { limit: MOST, cursor: null };
    const page = await services.search.find(focus.ownerId, query, request, messageId);
    const hits = page.items;
    const result = { hits, query };
    if (hits.length === 0) return { say: `I found nothing about ${query}.`, result };
    const count =
      page.nextCursor === null ? countOf(hits.length, "place") : `more than ${MOST} places`;
    const rest = hits.length > 3 ? " The rest is on the screen." : "";
    return {
      say: `I found ${query} in ${count}: ${spokenList([...new Set(hits.map(nameOf))])}.${rest}`,
      result,
    };
  },
});

function nameOf({ kind, title }: SearchHit): string {
  if (kind === "message")
    return title === "Conversation" ? "a conversation" : `a conversation on ${title}`;
  return `the ${kind} ${title}`;
}
