import type { Tx } from "./db.ts";

/** A row of `conversation_events`. */
export interface EventRow {
  conversationId: string;
  seq: number;
  at: Date;
  /** JSON. */
  event: unknown;
  key: string | null;
}

/**
 * Writes events in one statement with one parameter: for a batch of hundreds that costs a tenth of
 * what `createMany` does, which passes each value by itself. Throws P2010 when one is there already.
 */
export async function insertEvents(tx: Tx, rows: readonly EventRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO conversation_events (conversation_id, seq, at, event, key)
    SELECT "conversationId", seq, at, event, key
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row ("conversationId" uuid, seq int, at timestamptz, event jsonb, key text)`;
}
