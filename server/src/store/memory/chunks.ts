import type { Db, Tx } from "../db.ts";

/** A passage as it is to be kept. */
export interface NewChunk {
  ownerId: string;
  projectId: string | null;
  planId: string | null;
  conversationId: string | null;
  sourceKind: string;
  sourceId: string;
  place: number;
  version: number | null;
  title: string;
  heading: string;
  content: string;
  hash: string;
  /** The words of title, heading and content, with single spaces between them. */
  titleWords: string;
  headingWords: string;
  words: string;
  /** ISO 8601. */
  at: string;
}

/**
 * Makes these the current passages of a source. One that was there before keeps its embedding; one that
 * is there no more is kept as what an older version says (`keepsOld`), or forgotten.
 */
export async function replaceChunks(
  tx: Tx,
  source: { kind: string; id: string },
  chunks: readonly NewChunk[],
  { keepsOld }: { keepsOld: boolean },
): Promise<void> {
  const { kind, id } = source;
  const hashes = JSON.stringify(chunks.map(({ hash }) => hash));
  if (keepsOld) {
    await tx.$executeRaw`
      UPDATE memory_chunks SET is_current = false
      WHERE source_kind = ${kind} AND source_id = ${id}::uuid AND is_current
        AND hash NOT IN (SELECT jsonb_array_elements_text(${hashes}::jsonb))`;
  } else {
    await tx.$executeRaw`
      DELETE FROM memory_chunks
      WHERE source_kind = ${kind} AND source_id = ${id}::uuid
        AND hash NOT IN (SELECT jsonb_array_elements_text(${hashes}::jsonb))`;
  }
  if (chunks.length === 0) return;
  const rows = JSON.stringify(chunks);
  // What stood in an earlier version as well is the same passage, wherever it stands now.
  await tx.$executeRaw`
    UPDATE memory_chunks c SET
      is_current = true, place = r.place, version = r.version, content = r.content,
      project_id = r."projectId", plan_id = r."planId", conversation_id = r."conversationId",
      at = CASE WHEN c.is_current THEN c.at ELSE r.at END
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (
      hash text, place int, version int, content text,
      "projectId" uuid, "planId" uuid, "conversationId" uuid, at timestamptz)
    WHERE c.source_kind = ${kind} AND c.source_id = ${id}::uuid AND c.hash = r.hash`;
  await tx.$executeRaw`
    INSERT INTO memory_chunks (
      owner_id, project_id, plan_id, conversation_id, source_kind, source_id, place, version,
      title, heading, content, hash, terms, model, dimensions, embedding, signs, at)
    SELECT DISTINCT ON (r.hash)
      r."ownerId", r."projectId", r."planId", r."conversationId", r."sourceKind", r."sourceId",
      r.place, r.version, r.title, r.heading, r.content, r.hash,
      setweight(to_tsvector('english', r."titleWords"), 'A') ||
      setweight(to_tsvector('english', r."headingWords"), 'B') || to_tsvector('english', r.words),
      known.model, known.dimensions, known.embedding, known.signs, r.at
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (
      "ownerId" uuid, "projectId" uuid, "planId" uuid, "conversationId" uuid, "sourceKind" text,
      "sourceId" uuid, place int, version int, title text, heading text, content text, hash text,
      "titleWords" text, "headingWords" text, words text, at timestamptz)
    LEFT JOIN LATERAL (
      SELECT model, dimensions, embedding, signs FROM memory_chunks k
      WHERE k.hash = r.hash AND k.owner_id = r."ownerId" AND k.embedding IS NOT NULL LIMIT 1
    ) known ON true
    WHERE NOT EXISTS (
      SELECT 1 FROM memory_chunks c
      WHERE c.source_kind = ${kind} AND c.source_id = ${id}::uuid AND c.hash = r.hash)
    ORDER BY r.hash, r.place`;
  await tx.$executeRaw`
    INSERT INTO memory_words (owner_id, word)
    SELECT DISTINCT r."ownerId", word
    FROM jsonb_to_recordset(${rows}::jsonb)
        AS r ("ownerId" uuid, "titleWords" text, "headingWords" text, words text),
      regexp_split_to_table(concat_ws(' ', r."titleWords", r."headingWords", r.words), ' ') AS word
    WHERE length(word) BETWEEN 4 AND 24
    ON CONFLICT DO NOTHING`;
}

/** Words that nothing says any more. */
export async function forgetWords(db: Db): Promise<void> {
  await db.$executeRaw`
    DELETE FROM memory_words w
    WHERE NOT EXISTS (
      SELECT 1 FROM memory_chunks c
      WHERE c.owner_id = w.owner_id AND c.terms @@ plainto_tsquery('english', w.word))`;
}
