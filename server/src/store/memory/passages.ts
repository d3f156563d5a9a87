import type { Db } from "../db.ts";
import type { Lexeme, Worded } from "./byWords.ts";
import type { Near } from "./nearest.ts";

/** A passage that an arm has found. */
export interface FoundPassage {
  id: string;
  sourceKind: string;
  sourceId: string;
  projectId: string | null;
  planId: string | null;
  conversationId: string | null;
  version: number | null;
  isCurrent: boolean;
  title: string;
  heading: string;
  content: string;
  at: Date;
  /** By its words: higher is better; null: not found by them. */
  wordScore: number | null;
  /** The weight of those lexemes that it has. */
  matched: number;
  /** The cosine; null: not found by it. */
  similarity: number | null;
}

/** What the arms have found, each passage once, with how much of the words it has. */
export async function readPassages(
  db: Db,
  lexemes: readonly Lexeme[],
  found: readonly (Near | Worded)[],
): Promise<FoundPassage[]> {
  if (found.length === 0) return [];
  return db.$queryRaw<FoundPassage[]>`
    WITH wanted AS MATERIALIZED (
      SELECT word, weight, quote_literal(lexeme)::tsquery AS plain
      FROM jsonb_to_recordset(${JSON.stringify(lexemes)}::jsonb) AS x (lexeme text, weight float8, word int)),
    found AS (
      SELECT id, max(similarity) AS similarity, max("wordScore") AS "wordScore"
      FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        AS x (id uuid, similarity float8, "wordScore" float8) GROUP BY id)
    SELECT c.id, c.source_kind AS "sourceKind", c.source_id AS "sourceId", c.project_id AS "projectId",
      c.plan_id AS "planId", c.conversation_id AS "conversationId", c.version,
      c.is_current AS "isCurrent", c.title, c.heading, c.content, c.at, similarity, "wordScore",
      coalesce((SELECT sum(weight) FROM (
        SELECT max(weight) AS weight FROM wanted WHERE c.terms @@ plain GROUP BY word) of_words),
        0)::float8 AS matched
    FROM found f JOIN memory_chunks c ON c.id = f.id`;
}
