/** Small rules of English for putting a person's own words into a plan. */

const verbs = new Set(
  `accept access add adjust agree alert allow analyse analyze apply archive ask assign attach audit authenticate
  authorise authorize back backfill batch benchmark block bring build bump cache calculate call cancel capture catch change charge check
  choose clean clear click close collect compare compute configure confirm connect consolidate convert copy count cover
  create cut decide decouple decrypt define delete deliver deny deploy deprecate describe detect disable display
  document download drop dump edit enable encrypt enforce ensure establish export expose extend extract fail fetch fill
  filter find finish fix flag format generate get forge give group guard guess handle harden hash hide highlight ignore implement
  import improve include index inform inline insert inspect install integrate introduce invalidate invite isolate keep
  let limit link list listen load lock log make map mark measure merge migrate mirror mock monitor move name navigate
  normalise normalize notify offer open optimise optimize paginate parse pause pay persist pick pin plan poll post
  prevent preview print prioritise prioritize profile protect prove provide publish pull purge push queue rank read receive
  reconnect record redirect redact reduce refactor refresh refund refuse register reject release reload remember
  remind remove rename render reorder repair replace replicate report request require reschedule reset resize resolve
  restore restrict resume retry return reuse review revoke rewrite roll rotate route run sanitise sanitize save scan scrape schedule see search secure select
  send separate serve set share show sign simplify skip sort speed split start steal stop store stream subscribe suggest
  support switch sync tag take tell test throttle time track train translate trigger trim try turn undo unify unlock unsubscribe untangle
  update upgrade upload use validate verify version view wait warn watch work wrap write`.split(
    /\s+/,
  ),
);

/** Whether a text begins with a verb in its base form. */
export function startsWithVerb(text: string): boolean {
  return verbs.has((/^[a-z]+/i.exec(text)?.[0] ?? "").toLowerCase());
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Lowers the first letter unless the first word is a name or an acronym. */
export function lowerFirst(text: string): string {
  const first = /^\S+/.exec(text)?.[0] ?? "";
  const common =
    verbs.has(first.toLowerCase()) ||
    /^(?:the|a|an|our|my|this|it|they|users?|people|when|no|only)$/i.test(first);
  return common ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

export function sentence(text: string): string {
  const trimmed = capitalise(text.trim());
  return trimmed === "" || /[.!?:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** With a full stop, and the first letter as it is: for the end of a sentence of ours. */
export function ended(text: string): string {
  return /[.!?]$/.test(text.trim()) ? lowerFirst(text.trim()) : `${lowerFirst(text.trim())}.`;
}

/** "a", "a and b", "a, b and c". */
export function joinAnd(items: readonly string[], word = "and"): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1) ?? ""}`;
}

export function stripArticle(text: string): string {
  return text.replace(/^(?:the|a|an|our|my|this|that|your)\s+/i, "");
}

/** "our exporter" becomes "the exporter": for use in a sentence of ours. */
export function definite(text: string): string {
  const bare = stripArticle(text);
  return bare === text ? text : `the ${bare}`;
}

/** "admins" -> "the admins": a group of people for use in a sentence. */
export function group(text: string): string {
  const plain = lowerFirst(text);
  return /^(?:the|our|my|their|your|its|all|every\w*|each|any\w*|people|both|a|an|some|most|only)\b/i.test(
    plain,
  )
    ? plain
    : `the ${plain}`;
}

const system = /^(?:it|this|that|we|the (?:system|app|page|feature|tool))\b/i;
const modal =
  /^(.{2,40}?)\s+(?:also\s+)?(?:must|should|shall|ha(?:s|ve) to|needs? to|wants? to|can|will|would|could)\s+(?:also\s+)?(?:be able to\s+)?(not\s+)?(.+)$/i;

/**
 * Turns a requirement as somebody says it into a task: "they can pick the columns" becomes "Let
 * `people` pick the columns", "a date filter" becomes "Add a date filter".
 */
export function asTask(item: string, people = "people"): string {
  const text = item.trim().replace(/[.!?,;]+$/, "");
  const said = modal.exec(text);
  const [, who, not, what] = said ?? [];
  if (who !== undefined && what !== undefined) {
    if (system.test(who)) {
      if (not !== undefined) return `Make sure it does not ${what}`;
      if (/^be\s/i.test(what)) return `Make sure it is ${what.slice(3)}`;
      return capitalise(what);
    }
    const subject = /^(?:they|he|she|you|i|one)$/i.test(who) ? people : lowerFirst(who);
    if (not !== undefined) return `Make sure ${subject} cannot ${what}`;
    if (/^be\s/i.test(what)) return `Make sure ${subject} can ${what}`;
    return `Let ${subject} ${what}`;
  }
  if (startsWithVerb(text)) return capitalise(text);
  if (/\b(?:is|are|gets?|has|have|stays?|works?|takes?)\b/i.test(text)) {
    return `Make sure that ${lowerFirst(text)}`;
  }
  if (/^(?:a|an|the|some|our)\s/i.test(text)) return `Add ${lowerFirst(text)}`;
  return `Support ${lowerFirst(text)}`;
}

/** A number of hours for reading: "3 hours", "1 hour", "4.5 hours". */
export function hours(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded} ${rounded === 1 ? "hour" : "hours"}`;
}
