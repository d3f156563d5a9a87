import type { SearchHit } from "@voiceplan/protocol";
import type { Db } from "../store/db.ts";
import { findText, type FoundText } from "../store/findText.ts";
import { pageAt, placeOf, type Page, type PageRequest } from "./page.ts";

/** So many characters of a text are shown before the first word that was found, and in all. */
const BEFORE = 60;
const EXCERPT = 200;
const MOST_WORDS = 12;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Finds the person's projects, plans and messages by words in them. */
export class Search {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Throws `invalid_payload` for a cursor that is none. */
  async find(
    ownerId: string,
    query: string,
    { limit, cursor }: PageRequest,
    exceptMessageId = NOBODY,
  ): Promise<Page<SearchHit>> {
    const words = query.trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
    const skip = placeOf(cursor);
    if (words.length === 0) return { items: [], nextCursor: null };
    const asked = { ownerId, words, skip, take: limit + 1, exceptMessageId };
    const rows = await findText(this.#db, asked);
    return pageAt(rows, { skip, limit }, (row) => toHit(row, words[0] ?? ""));
  }
}

function toHit(row: FoundText, word: string): SearchHit {
  const { kind, id, title, projectId, planId, conversationId } = row;
  return {
    kind,
    id,
    title,
    excerpt: excerptOf(row.text, word),
    ...(projectId === null ? {} : { projectId }),
    ...(planId === null ? {} : { planId }),
    ...(conversationId === null ? {} : { conversationId }),
  };
}

/** One line of a text around the first place of a word. */
function excerptOf(text: string, word: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const at = Math.max(0, line.toLowerCase().indexOf(word.toLowerCase()));
  const wanted = Math.max(0, at - BEFORE);
  const space = line.indexOf(" ", wanted);
  const start = wanted === 0 || space < 0 || space > at ? wanted : space + 1;
  const end = Math.min(line.length, start + EXCERPT);
  const shown = line.slice(start, end).toWellFormed().trim();
  return `${start > 0 ? "… " : ""}${shown}${end < line.length ? " …" : ""}`;
}
