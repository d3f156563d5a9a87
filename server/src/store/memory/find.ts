import { toSql } from "pgvector";
import type { Db } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { vectorOf } from "./embeddings.ts";

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
  /** How many passages have it, counted up to {@link COMMON}. */
  count: number;
  /** The lexemes of other words for it. */
  synonyms: string[];
  /** Words that are spelled like it, where nothing has it. */
  alike: { word: string; lexeme: string }[];
}

/** A word that more passages have than this does not choose any. */
export const COMMON = 1000;
/** So many passages at most come from each arm. */
const DEPTH = 50;

/** Which passages are asked for. */
export interface PassageFilter {
  ownerId: string;
  projectId?: string | undefined;
  kind?: string | undefined;
  /** ISO 8601; when the source came to say it. */
  from?: string | undefined;
  to?: string | undefined;
  /** Those of older versions of a plan, too. */
  allVersions?: boolean | undefined;
  /** In the syntax of a web search: what has to be there, or must not be. */
  required?: string | null;
  exceptMessageId?: string | undefined;
  exceptProjectId?: string | undefined;
  exceptConversationId?: string | undefined;
}

export interface PassageQuery extends PassageFilter {
  /** Which count, and for which word of the query: of those for the same word the heaviest. */
  lexemes: readonly { lexeme: string; weight: number; word: number; isSynonym: boolean }[];
  /** Of these, one at least is in each passage that is found by its words. */
  choosing: readonly string[];
  embedding: { model: string; vector: Float32Array } | null;
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

export async function knowWords(
  db: Db,
  ownerId: string,
  words: readonly AskedWord[],
): Promise<KnownWord[]> {
  if (words.length === 0) return [];
  return db.$queryRaw<KnownWord[]>`
    SELECT word, lexeme, count::int, synonyms, CASE WHEN count > 0 OR lexeme IS NULL THEN '[]'::jsonb ELSE (
      SELECT coalesce(jsonb_agg(a), '[]') FROM (
        SELECT w.word, (tsvector_to_array(to_tsvector('english', w.word)))[1] AS lexeme
        FROM memory_words w
        WHERE w.owner_id = ${ownerId}::uuid AND w.word % asked.word
        ORDER BY similarity(w.word, asked.word) DESC, w.word LIMIT 5) a
      WHERE a.lexeme IS NOT NULL) END AS alike
    FROM (
      SELECT word, lexeme, (SELECT count(*) FROM (
        SELECT 1 FROM memory_chunks c
        WHERE c.terms @@ quote_literal(lexeme)::tsquery AND c.owner_id = ${ownerId}::uuid
        LIMIT ${COMMON}::int) found) AS count, synonyms
      FROM (
        SELECT word, (tsvector_to_array(to_tsvector('english', word)))[1] AS lexeme,
          tsvector_to_array(to_tsvector('english', array_to_string(synonyms, ' '))) AS synonyms
        FROM jsonb_to_recordset(${JSON.stringify(words)}::jsonb) AS x (word text, synonyms text[])) stemmed
    ) asked`;
}

/** About how many passages there are, as the database last counted. */
export async function sizeOf(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ size: number }[]>`
    SELECT reltuples::float8 AS size FROM pg_class WHERE oid = 'memory_chunks'::regclass`;
  return row?.size ?? 0;
}

/** The best passages by their words and the best by their meaning. */
export async function findPassages(db: Db, query: PassageQuery): Promise<FoundPassage[]> {
  const { lexemes, choosing, embedding } = query;
  const isAsked = filterOf(query);
  const arms: Prisma.Sql[] = [];
  if (choosing.length > 0) {
    const any = choosing.map((lexeme) => `'${lexeme.replaceAll("'", "''")}'`).join(" | ");
    arms.push(Prisma.sql`
      SELECT id, NULL::float8 AS similarity, word_score, matched FROM (
        SELECT c.id, m.matched, m.score / (0.7 + 0.3 * length(c.terms) / 40.0) AS word_score
        FROM memory_chunks c, LATERAL (
          SELECT sum(weight) AS matched,
            sum(weight * CASE WHEN c.terms @@ raised THEN 1.5 ELSE 1 END) AS score
          FROM wanted WHERE NOT is_synonym AND c.terms @@ plain) m
        WHERE c.terms @@ ${any}::tsquery AND ${isAsked}) scored
      ORDER BY matched DESC, word_score DESC, id LIMIT ${DEPTH}::int`);
  }
  if (embedding) {
    const of = vectorOf(embedding.model, embedding.vector.length);
    const asked = Prisma.sql`${toSql([...embedding.vector])}::${of.type}`;
    arms.push(Prisma.sql`
      SELECT c.id, 1 - (${of.embedding} <=> ${asked}) AS similarity, NULL::float8, NULL::float8
      FROM memory_chunks c WHERE ${of.isOfModel} AND ${isAsked}
      ORDER BY ${of.embedding} <=> ${asked} LIMIT ${DEPTH}::int`);
  }
  if (arms.length === 0) return [];
  const found = Prisma.join(
    arms.map((arm) => Prisma.sql`(${arm})`),
    " UNION ALL ",
  );
  return db.$queryRaw<FoundPassage[]>`
    WITH wanted AS MATERIALIZED (
      SELECT word, weight, "isSynonym" AS is_synonym, quote_literal(lexeme)::tsquery AS plain,
        (quote_literal(lexeme) || ':AB')::tsquery AS raised
      FROM jsonb_to_recordset(${JSON.stringify(lexemes)}::jsonb) AS x (lexeme text, weight float8, word int, "isSynonym" boolean)),
    found AS (
      SELECT id, max(similarity) AS similarity, max(word_score) AS word_score
      FROM (${found}) arms (id, similarity, word_score, matched) GROUP BY id)
    SELECT c.id, c.source_kind AS "sourceKind", c.source_id AS "sourceId", c.project_id AS "projectId",
      c.plan_id AS "planId", c.conversation_id AS "conversationId", c.version,
      c.is_current AS "isCurrent", c.title, c.heading, c.content, c.at, f.similarity,
      f.word_score AS "wordScore",
      coalesce((SELECT sum(weight) FROM (
        SELECT max(weight) AS weight FROM wanted WHERE c.terms @@ plain GROUP BY word) of_words),
        0)::float8 AS matched
    FROM found f JOIN memory_chunks c ON c.id = f.id`;
}

function filterOf(filter: PassageFilter): Prisma.Sql {
  const { ownerId, projectId, kind, from, to, allVersions, required } = filter;
  const { exceptMessageId, exceptProjectId, exceptConversationId } = filter;
  const parts = [Prisma.sql`c.owner_id = ${ownerId}::uuid`];
  if (!allVersions) parts.push(Prisma.sql`c.is_current`);
  if (projectId) parts.push(Prisma.sql`c.project_id = ${projectId}::uuid`);
  if (kind) parts.push(Prisma.sql`c.source_kind = ${kind}`);
  if (from) parts.push(Prisma.sql`c.at >= ${from}::timestamptz`);
  if (to) parts.push(Prisma.sql`c.at < ${to}::timestamptz`);
  if (required) parts.push(Prisma.sql`c.terms @@ websearch_to_tsquery('english', ${required})`);
  if (exceptMessageId) parts.push(Prisma.sql`c.source_id <> ${exceptMessageId}::uuid`);
  if (exceptProjectId)
    parts.push(Prisma.sql`c.project_id IS DISTINCT FROM ${exceptProjectId}::uuid`);
  if (exceptConversationId)
    parts.push(Prisma.sql`c.conversation_id IS DISTINCT FROM ${exceptConversationId}::uuid`);
  return Prisma.join(parts, " AND ");
}
