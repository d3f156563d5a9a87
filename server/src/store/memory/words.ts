import type { Db } from "../db.ts";

/** A word of a query, and others that may stand for it. */
export interface AskedWord {
  word: string;
  synonyms: string[];
}

/** What is known of a word that is looked for. */
export interface KnownWord {
  word: string;
  /** As the database has it; null: it says nothing, as "the" does. */
  lexeme: string | null;
  /** How many passages have it: counted up to {@link COUNTED}, more than that by the statistics. */
  count: number;
  /** The lexemes of other words for it. */
  synonyms: string[];
  /** Words that are spelled like it, where nothing has it. */
  alike: { word: string; lexeme: string }[];
}

/** So many passages with a word are counted. */
const COUNTED = 400;

/**
 * What is known of these words, and about how many passages there are. A word of which the statistics
 * say that it is everywhere is not counted.
 */
export async function knowWords(
  db: Db,
  ownerId: string,
  words: readonly AskedWord[],
): Promise<{ words: KnownWord[]; size: number }> {
  const rows = await db.$queryRaw<(KnownWord & { size: number })[]>`
    WITH whole AS (
      SELECT greatest(reltuples, 0)::float8 AS size FROM pg_class
      WHERE oid = 'memory_chunks'::regclass),
    usual AS (
      SELECT lexeme, share * size AS count FROM whole, pg_stats,
        unnest(most_common_elems::text::text[], most_common_elem_freqs) AS e (lexeme, share)
      WHERE schemaname = current_schema AND tablename = 'memory_chunks' AND attname = 'terms'),
    asked AS MATERIALIZED (
      SELECT word, stemmed.lexeme, synonyms, size,
        CASE WHEN usual.count >= ${COUNTED}::int THEN usual.count ELSE (
          SELECT count(*) FROM (
            SELECT 1 FROM memory_chunks c
            WHERE c.terms @@ quote_literal(stemmed.lexeme)::tsquery AND c.owner_id = ${ownerId}::uuid
            LIMIT ${COUNTED}::int) found) END AS count
      FROM whole, (
        SELECT word, (tsvector_to_array(to_tsvector('english', word)))[1] AS lexeme,
          tsvector_to_array(to_tsvector('english', array_to_string(synonyms, ' '))) AS synonyms
        FROM jsonb_to_recordset(${JSON.stringify(words)}::jsonb) AS x (word text, synonyms text[])) stemmed
      LEFT JOIN usual ON usual.lexeme = stemmed.lexeme)
    SELECT word, lexeme, count::int, synonyms, size,
      CASE WHEN count > 0 OR lexeme IS NULL THEN '[]'::jsonb ELSE (
        SELECT coalesce(jsonb_agg(a), '[]') FROM (
          SELECT w.word, (tsvector_to_array(to_tsvector('english', w.word)))[1] AS lexeme
          FROM memory_words w
          WHERE w.owner_id = ${ownerId}::uuid AND w.word % asked.word
          ORDER BY similarity(w.word, asked.word) DESC, w.word LIMIT 5) a
        WHERE a.lexeme IS NOT NULL) END AS alike
    FROM asked`;
  return { words: rows, size: rows[0]?.size ?? 0 };
}
