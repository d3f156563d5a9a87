import { StoredTimings, type PageQuery, type TurnTiming } from "@voiceplan/protocol";
import { pageAt, placeOf, type Page } from "../planning/page.ts";
import type { Db } from "../store/db.ts";
import { anyJson } from "../store/anyJson.ts";

/** How long a person's turns took, from what is kept with each reply. */
export class TurnTimings {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** The newest first. Replies that were cut off by a crash have no timings, and are left out. */
  async page(ownerId: string, { limit, cursor }: PageQuery): Promise<Page<TurnTiming>> {
    const skip = placeOf(cursor);
    const rows = await this.#db.message.findMany({
      where: {
        role: "assistant",
        timings: anyJson,
        conversation: { ownerId, deletedAt: null },
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      select: { id: true, conversationId: true, createdAt: true, modality: true, timings: true },
      skip,
      take: limit + 1,
    });
    return pageAt(rows, { skip, limit }, (row) => ({
      replyId: row.id,
      conversationId: row.conversationId,
      at: row.createdAt.toISOString(),
      modality: row.modality,
      timings: StoredTimings.parse(row.timings),
    }));
  }
}
