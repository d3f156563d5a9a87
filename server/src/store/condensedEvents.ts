import type { Db } from "./db.ts";
import type { EventRow } from "./insertEvents.ts";

/**
 * The events of a conversation after `afterSeq` without those that later ones have made pointless: the
 * words of replies that have ended, all states and drafts but the newest, and what was heard of
 * utterances before they were understood. The newest event is always among them. Which are the newest is
 * worked out once: where the statistics know of few events, the database would do it again for each.
 */
export async function condensedEvents(
  db: Db,
  conversationId: string,
  afterSeq: number,
): Promise<Pick<EventRow, "seq" | "at" | "event">[]> {
  return db.$queryRaw`
    WITH since AS MATERIALIZED (
      SELECT seq, at, event, event->>'type' AS type
      FROM conversation_events
      WHERE conversation_id = ${conversationId}::uuid AND seq > ${afterSeq}
    ), newest AS MATERIALIZED (
      SELECT
        max(seq) FILTER (WHERE type = 'reply.ended') AS ended,
        max(seq) FILTER (WHERE type = 'state') AS state,
        max(seq) FILTER (WHERE type = 'plan.draft') AS draft,
        max(seq) FILTER (WHERE type = 'message') AS message
      FROM since
    )
    SELECT seq, at, event
    FROM since, newest
    WHERE CASE type
      WHEN 'reply.text' THEN seq > coalesce(ended, 0)
      WHEN 'state' THEN seq = state
      WHEN 'plan.draft' THEN seq = draft
      WHEN 'transcript' THEN (event->>'final')::boolean OR seq > coalesce(message, 0)
      ELSE true
    END
    ORDER BY seq`;
}
