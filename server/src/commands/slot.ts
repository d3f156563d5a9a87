import type { SlotKind } from "./phrase.ts";
import type { Token } from "./tokens.ts";

/** The words of a slot, and how sure it is that they are a name. */
export interface SlotReading {
  text: string;
  confidence: number;
}

/** How surely something of this kind has this name, from 0 to 1. */
export type Known = (name: string, kind: "project" | "plan") => number;

const maxWords = 10;

/** In running text these begin something that is no part of a name any more. */
const clauseWords = new Set(
  `that which who whose because so where when while but if unless until should would could must can
   cannot will needs need wants want is are was were be been has have not i we you they he she it
   then since although instead whenever however`.split(/\s+/),
);

/** No name ends with these: something else was going to follow. */
const unfinished = new Set(`to for the a an of and with from my our or`.split(" "));

/** A name that nothing announces contains none of these. */
const connectives = new Set(
  `in on with from to using by at as via into without about for like than before after between and or
   the a an my our your this that it them me us new more using per any some each every what how why again`.split(
    /\s+/,
  ),
);

/** "Project settings", "project page": parts of a program, not names of projects. */
const partsOfPrograms = new Set(
  `page pages button screen form endpoint endpoints api table template templates setting settings list lists view
   views wizard dialog modal menu flow feature features function field file files folder folders structure plan plans
   management manager tool tools tracker tracking system overview dashboard dashboards board card cards tab tabs icon
   link links route routes test tests type types class model models schema permission permissions role roles member
   members owner name names title titles description id ids status creation selection selector picker filter filters
   history version versions sharing option options component components sidebar panel window popup row column
   database document documents documentation details detail info information data item items entity object record
   records section area grid header timeline roadmap budget deadline scope idea ideas proposal workflow workflows
   action actions event events handler service services module modules limit limits count counts access config
   configuration notifications notification repository repo code directory source costs cost estimate team users user
   backlog goals goal requirements tasks task planning plugin command commands first`.split(/\s+/),
);

const vague = new Set(
  `small big side sample test demo example second third simple large huge tiny little good great nice different other
   similar single open open-source software real personal private public shared whole current last next`.split(
    /\s+/,
  ),
);

/**
 * What `tokens` of `text` give for a slot, or null when they can be no name. `confidence` is 1 for
 * words in quotation marks.
 */
export function readSlot(
  text: string,
  all: readonly Token[],
  { from, to }: { from: number; to: number },
  kind: SlotKind,
  known: Known,
): SlotReading | null {
  const tokens = all.slice(from, to);
  const first = tokens[0];
  const last = tokens.at(-1);
  if (!first || !last) return null;
  if (kind === "aside" && first.before === "nothing") return null;
  const words = withSigns(text, first.start, last.end);
  if (isQuoted(text, first.start, last.end))
    return { text: words, confidence: isOfKnown(kind) ? known(words, namedBy(kind)) : 1 };
  if (kind === "rest" || kind === "aside") return { text: words, confidence: 0.96 };
  if (tokens.length > maxWords || cutsQuotation(text, first.start, last.end)) return null;
  if (cutsWord(text, first.start, last.end)) return null;
  if (tokens.slice(1).some((token) => token.before !== "nothing")) return null;
  const confidence = sureness(words, tokens, kind, known);
  if (confidence === null) return null;
  return { text: words, confidence: confidence - (cutsTitle(text, all, from, to) ? 0.02 : 0) };
}

function sureness(
  words: string,
  tokens: readonly Token[],
  kind: SlotKind,
  known: Known,
): number | null {
  const first = tokens[0];
  if (kind !== "free") {
    if (announces(tokens)) return null;
    const familiarity = known(words, namedBy(kind));
    if (isOfKnown(kind)) return familiarity > 0.8 ? familiarity : null;
    if (familiarity > 0.9) return 0.95;
  }
  const capitals = capitalised(words);
  if (!capitals && tokens.some((token) => clauseWords.has(token.word))) return null;
  if (!capitals && unfinished.has(tokens.at(-1)?.word ?? "")) return null;
  if (kind === "bare") return looksLikeName(tokens, capitals) ? (capitals ? 0.85 : 0.75) : null;
  return first?.before === "sentence" || fillerOnly(tokens) ? null : 0.97;
}

/** Whether only names fit it that there are. */
function isOfKnown(kind: SlotKind): boolean {
  return kind === "known" || kind === "title";
}

function namedBy(kind: SlotKind): "project" | "plan" {
  return kind === "title" ? "plan" : "project";
}

/** "project called X" is more than the name X. */
function announces(tokens: readonly Token[]): boolean {
  const first = tokens.slice(0, 3).map(({ word }) => word);
  return (
    first.some((word) => /^(?:projects?|plan|called|named)$/.test(word)) ||
    tokens.at(-1)?.word === "project"
  );
}

function looksLikeName(tokens: readonly Token[], capitals: boolean): boolean {
  const last = tokens.at(-1);
  const first = tokens[0];
  if (!first || !last || first.before === "sentence") return false;
  if (partsOfPrograms.has(last.word) || partsOfPrograms.has(first.word)) return false;
  if (tokens.length === 1 && vague.has(first.word)) return false;
  if (capitals) return tokens.length <= 6;
  return tokens.length <= 4 && !tokens.some((token) => connectives.has(token.word));
}

function fillerOnly(tokens: readonly Token[]): boolean {
  return tokens.every((token) =>
    /^(?:um+|uh+m?|er+m?|hm+|it|that|this|something|me|us|you|them)$/.test(token.word),
  );
}

/** Every word begins with a capital or a digit, small connecting words aside. */
function capitalised(words: string): boolean {
  const parts = words.split(/\s+/);
  return parts.every(
    (part, at) =>
      /^[^\p{L}]*[\p{Lu}\p{N}]/u.test(part) ||
      (at > 0 && /^(?:and|of|the|for|to|in|on|a|an|with|by|&)$/.test(part)),
  );
}

/** It ends between two words of what is written as a title, such as "Thanks | Again". */
function cutsTitle(text: string, all: readonly Token[], from: number, to: number): boolean {
  const capital = (token: Token | undefined) =>
    token !== undefined && /^[\p{Lu}]/u.test(text.slice(token.start, token.end));
  return (
    all[to]?.before === "nothing" &&
    capital(all[to]) &&
    capital(all[to - 1]) &&
    !capital(all[from - 1])
  );
}

/** The words with the signs that belong to them: "C++", "C#", ".NET", "Who?". */
function withSigns(text: string, start: number, end: number): string {
  const before =
    /(?:^|[\s"'“‘])([.#@$])$/u.exec(text.slice(Math.max(0, start - 2), start))?.[1] ?? "";
  const after = /^(?:\+\+|\+|#)/u.exec(text.slice(end, end + 2))?.[0] ?? "";
  return before + text.slice(start, end) + after;
}

const opening = /["“‘'`«]$/u;
const closing = /^[.,!?]?["”’'`»]/u;

function isQuoted(text: string, start: number, end: number): boolean {
  if (!opening.test(text.slice(0, start)) || !closing.test(text.slice(end))) return false;
  return !/["“”«»`]/u.test(text.slice(start, end));
}

/** One end of it is inside quotation marks that go on. */
function cutsQuotation(text: string, start: number, end: number): boolean {
  const marks = text.slice(start, end).match(/["“”«»`]/gu)?.length ?? 0;
  return marks > 0 || (opening.test(text.slice(0, start)) && !closing.test(text.slice(end)));
}

/** It ends or begins inside something written without spaces, such as "Node.js". */
function cutsWord(text: string, start: number, end: number): boolean {
  const inside = (at: number) =>
    /[\p{L}\p{N}][-./_&@'’]?$/u.test(text.slice(Math.max(0, at - 2), at)) &&
    /^[-./_&@'’]?[\p{L}\p{N}]/u.test(text.slice(at, at + 2)) &&
    !/\s/u.test(text.slice(Math.max(0, at - 1), at + 1));
  return inside(start) || inside(end);
}
