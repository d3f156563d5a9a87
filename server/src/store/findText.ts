import type { Db } from "./db.ts";

/** A row in which a text was found. */
export interface FoundText {
  kind: "project" | "plan" | "message";
  id: string;
  title: string;
  text: string;
  projectId: string | null;
  planId: string | null;
  conversationId: string | null;
}

export interface TextQuery {
  ownerId: string;
  /** All of these occur, in any case and at any place. At least one. */
  words: readonly string[];
  skip: number;
  take: number;
  /** A message that is left out: the one that asks. */
  exceptMessageId: string;
}

/**
 * Projects by name and description, then plans by title and by their newest text, then messages; within
 * each the newest first. What is archived or deleted is not found.
 */
export async function findText(
  db: Db,
  { ownerId, words, skip, take, exceptMessageId }: TextQuery,
): Promise<FoundText[]> {
  const patterns = JSON.stringify(words.map((word) => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`));
  return db.$queryRaw<FoundText[]>`
    WITH patterns AS (SELECT array_agg(value) AS all FROM jsonb_array_elements_text(${patterns}::jsonb)),
    texts AS (
      SELECT 'project' AS kind, 1 AS rank, p.id, p.name AS title, p.name || E'\n' || p.description AS text,
        p.id AS "projectId", NULL::uuid AS "planId", NULL::uuid AS "conversationId", p.updated_at AS at
      FROM projects p
      WHERE p.owner_id = ${ownerId}::uuid AND p.status <> 'archived'
      UNION ALL
      SELECT 'plan', 2, d.id, d.title, d.title || E'\n' || v.content, d.project_id, d.id, NULL, d.updated_at
      FROM dev_plans d
      JOIN projects p ON p.id = d.project_id
      JOIN dev_plan_versions v ON v.plan_id = d.id AND v.number = d.current_version
      WHERE p.owner_id = ${ownerId}::uuid AND p.status <> 'archived' AND d.deleted_at IS NULL
      UNION ALL
      SELECT 'message', 3, m.id, coalesce(p.name, 'Conversation'), m.content, p.id, NULL, c.id, m.created_at
      FROM messages m
      JOIN conversations c ON c.id = m.conversation_id
      LEFT JOIN projects p ON p.id = c.project_id AND p.status <> 'archived'
      WHERE c.owner_id = ${ownerId}::uuid AND m.id <> ${exceptMessageId}::uuid
    )
    SELECT kind, id, title, text, "projectId", "planId", "conversationId"
    FROM texts, patterns
    WHERE text ILIKE ALL (patterns.all)
    ORDER BY rank, title ILIKE ALL (patterns.all) DESC, at DESC, id
    LIMIT ${take}::int OFFSET ${skip}::int`;
}
