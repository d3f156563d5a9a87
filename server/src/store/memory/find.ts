import type { Db } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { passes, type PassageFilter } from "./filter.ts";
import { DEPTH, type Near } from "./nearest.ts";

/** A lexeme that counts, and for which word of the query: of those for the same word the heaviest. */
export interface Lexeme {
  lexeme: string;
  weight: number;
  word: number;
  isSynonym: boolean;
}

/** Which passages are looked at: those with this lexeme, and with one of the others if there are any. */
export interface Choice {
  lexeme: string;
  withOneOf: readonly string[];
}

export interface PassageQuery extends PassageFilter {
  lexemes: readonly Lexeme[];
  choices: readonly Choice[];
  nearest: readonly Near[];
}

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

/** So many passages that have some of the words are looked at. */
export const COMMON = 1000;
/** So many of those that have all words are looked at before others, and so many of all are compared closely. */
const COMPLETE = 300;
const CLOSELY = 100;

/** The best passages by their words, and those that are nearest by their meaning. */
export async function findPassages(db: Db, query: PassageQuery): Promise<FoundPassage[]> {
  const { lexemes, choices, nearest } = query;
  if (choices.length === 0 && nearest.length === 0) return [];
  return db.$queryRaw<FoundPassage[]>`
    WITH wanted AS MATERIALIZED (
      SELECT word, weight, quote_literal(lexeme)::tsquery AS plain
      FROM jsonb_to_recordset(${JSON.stringify(lexemes)}::jsonb) AS x (lexeme text, weight float8, word int)),
    found AS (
      SELECT id, max(similarity) AS similarity, max(word_score) AS word_score
      FROM (
        SELECT id, similarity, NULL::float8
        FROM jsonb_to_recordset(${JSON.stringify(nearest)}::jsonb) AS x (id uuid, similarity float8)
        ${choices.length === 0 ? Prisma.empty : Prisma.sql`UNION ALL (${byWords(query)})`}
      ) arms (id, similarity, word_score) GROUP BY id)
    SELECT c.id, c.source_kind AS "sourceKind", c.source_id AS "sourceId", c.project_id AS "projectId",
      c.plan_id AS "planId", c.conversation_id AS "conversationId", c.version,
      c.is_current AS "isCurrent", c.title, c.heading, c.content, c.at, f.similarity,
      f.word_score AS "wordScore",
      coalesce((SELECT sum(weight) FROM (
        SELECT max(weight) AS weight FROM wanted WHERE c.terms @@ plain GROUP BY word) of_words),
        0)::float8 AS matched
    FROM found f JOIN memory_chunks c ON c.id = f.id`;
}

/**
 * However many passages have the words, a bounded number of them is put in order. They are chosen behind
 * a fence: the limit would have the database read through all passages in the hope that it is soon reached.
 */
function byWords({ lexemes, choices, ...filter }: PassageQuery): Prisma.Sql {
  const direct = lexemes.filter(({ isSynonym }) => !isSynonym);
  const all = [...new Set(direct.map(({ lexeme }) => quoted(lexeme)))].join(" & ");
  const any = choices.map(conditionOf).join(" | ");
  const having = (condition: Prisma.Sql) => Prisma.sql`
    SELECT c.id, c.terms FROM memory_chunks c WHERE ${condition} AND ${passes(filter)}`;
  const sum = (mark: string) =>
    Prisma.join(
      direct.map(
        ({ lexeme, weight }) => Prisma.sql`CASE WHEN terms @@ ${quoted(lexeme) + mark}::tsquery
          THEN ${weight}::float8 ELSE 0 END`,
      ),
      " + ",
    );
  return Prisma.sql`
    WITH complete AS MATERIALIZED (${having(Prisma.sql`c.terms @@ ${all}::tsquery`)}),
    partial AS MATERIALIZED (
      ${having(Prisma.sql`c.terms @@ ${any}::tsquery AND NOT c.terms @@ ${all}::tsquery`)}),
    best AS (
      SELECT id, terms, ${sum("")} AS matched
      FROM ((SELECT * FROM complete LIMIT ${COMPLETE}::int)
        UNION ALL (SELECT * FROM partial LIMIT ${COMMON}::int)) looked
      ORDER BY matched DESC, id LIMIT ${CLOSELY}::int)
    SELECT id, NULL::float8,
      (matched + 0.5 * (${sum(":AB")})) / (0.7 + 0.3 * length(terms) / 40.0) AS score
    FROM best ORDER BY matched DESC, score DESC, id LIMIT ${DEPTH}::int`;
}

function conditionOf({ lexeme, withOneOf }: Choice): string {
  if (withOneOf.length === 0) return quoted(lexeme);
  return `(${quoted(lexeme)} & (${withOneOf.map(quoted).join(" | ")}))`;
}

const quoted = (lexeme: string): string => `'${lexeme.replaceAll("'", "''")}'`;
