import type {
  ConversationSummary,
  Session,
  SessionMessage,
  SessionQuery,
} from "@voiceplan/protocol";
import { Message } from "@voiceplan/protocol";
import type { Log } from "../lib/log.ts";
import { Problem } from "../lib/problem.ts";
import type { Changes } from "../planning/changes.ts";
import { afterCursor, mostRecentFirst, pageOf, type Page } from "../planning/page.ts";
import { toPlan } from "../planning/rows.ts";
import type { Db } from "../store/db.ts";
import { partOfText } from "../store/partOfText.ts";
import type { Prisma } from "../store/generated/client.ts";

const TITLE_LENGTH = 80;
/** So many messages are read at once. */
const MESSAGES_AT_ONCE = 200;

/** What a list needs of a conversation. */
const summaryColumns = {
  project: { select: { name: true } },
  messages: {
    where: { role: "user" },
    orderBy: { createdAt: "asc" },
    take: 1,
    select: { content: true },
  },
  _count: { select: { messages: true } },
} satisfies Prisma.ConversationInclude;

type SummaryRow = Prisma.ConversationGetPayload<{ include: typeof summaryColumns }>;

/** What was said in all of a person's conversations, whether they are live or not. */
export class SavedConversations {
  readonly #db: Db;
  readonly #changes: Changes;
  readonly #log: Log;

  constructor(db: Db, changes: Changes, log: Log) {
    this.#db = db;
    this.#changes = changes;
    this.#log = log;
  }

  /** The one in which something was said last comes first; empty ones are left out. */
  async page(ownerId: string, query: SessionQuery): Promise<Page<ConversationSummary>> {
    const { q, projectId, cursor, limit } = query;
    const contains = partOfText(q ?? "");
    const rows = await this.#db.conversation.findMany({
      where: {
        ownerId,
        projectId,
        deletedAt: null,
        messages: { some: {} },
        AND: [
          afterCursor(cursor),
          q ? { OR: [{ title: contains }, { messages: { some: { content: contains } } }] } : {},
        ],
      },
      include: summaryColumns,
      orderBy: mostRecentFirst,
      take: limit + 1,
    });
    return pageOf(rows, limit, toSummary);
  }

  /** The conversation with its newest messages, or those before `cursor`. Throws `not_found`. */
  async read(ownerId: string, id: string, cursor: string | null): Promise<Session> {
    const row = await this.#find(ownerId, id);
    const before = cursor === null ? null : await this.#messageOf(id, cursor);
    const rows = await this.#db.message.findMany({
      where: {
        conversationId: id,
        ...(before && {
          OR: [
            { createdAt: { lt: before.createdAt } },
            { createdAt: before.createdAt, id: { lt: before.id } },
          ],
        }),
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: MESSAGES_AT_ONCE + 1,
    });
    const shown = rows.slice(0, MESSAGES_AT_ONCE).reverse();
    const plans = await this.#db.devPlan.findMany({
      where: { deletedAt: null, versions: { some: { conversationId: id } } },
      orderBy: mostRecentFirst,
    });
    return {
      ...toSummary(row),
      messages: shown.map(toMessage),
      previousCursor: rows.length > shown.length ? (shown[0]?.id ?? null) : null,
      plans: plans.map(toPlan),
    };
  }

  /** Everything that was said, oldest first. Throws `not_found`. */
  async messages(ownerId: string, id: string): Promise<SessionMessage[]> {
    await this.#find(ownerId, id);
    const rows = await this.#db.message.findMany({
      where: { conversationId: id },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    return rows.map(toMessage);
  }

  /** Null names it after how it began. Throws `not_found`. */
  async rename(ownerId: string, id: string, title: string | null): Promise<ConversationSummary> {
    const { updatedAt } = await this.#find(ownerId, id);
    const row = await this.#db.conversation.update({
      where: { id },
      // A new name is nothing that was said.
      data: { title, updatedAt },
      include: summaryColumns,
    });
    return this.#tell(ownerId, row);
  }

  /** Hides it; {@link restore} brings it back. Throws `not_found`. */
  async delete(ownerId: string, id: string): Promise<void> {
    const { updatedAt } = await this.#find(ownerId, id);
    const data = { deletedAt: new Date(), updatedAt };
    await this.#db.conversation.update({ where: { id }, data });
    this.#changes.tell(ownerId, { kind: "conversation.deleted", conversationId: id });
  }

  async restore(ownerId: string, id: string): Promise<ConversationSummary> {
    const where = { id, ownerId };
    const known = await this.#db.conversation.findUnique({ where, select: { updatedAt: true } });
    if (!known) throw noSession();
    const data = { deletedAt: null, updatedAt: known.updatedAt };
    const include = summaryColumns;
    return this.#tell(ownerId, await this.#db.conversation.update({ where, data, include }));
  }

  /**
   * Something was said in it: open lists show it as it is now. A deleted one stays away. Resolves in any
   * case: a list that was not told shows it the next time it is loaded.
   */
  async said(ownerId: string, id: string): Promise<void> {
    if (!this.#changes.isFollowed(ownerId)) return;
    const where = { id, ownerId, deletedAt: null };
    try {
      const row = await this.#db.conversation.findUnique({ where, include: summaryColumns });
      if (row) this.#tell(ownerId, row);
    } catch (error) {
      this.#log.warn({ err: error, conversationId: id }, "Open lists were not told of a turn");
    }
  }

  async #find(ownerId: string, id: string): Promise<SummaryRow> {
    const where = { id, ownerId, deletedAt: null };
    const row = await this.#db.conversation.findUnique({ where, include: summaryColumns });
    if (!row) throw noSession();
    return row;
  }

  async #messageOf(conversationId: string, id: string) {
    const row = await this.#db.message.findUnique({ where: { id, conversationId } });
    if (!row) throw new Problem("invalid_payload", "The cursor is not one this server gave out.");
    return row;
  }

  #tell(ownerId: string, row: SummaryRow): ConversationSummary {
    const conversation = toSummary(row);
    this.#changes.tell(ownerId, { kind: "conversation", conversation });
    return conversation;
  }
}

function toSummary(row: SummaryRow): ConversationSummary {
  const { id, title, projectId, project, messages, _count, startedAt, updatedAt } = row;
  return {
    id,
    title: title ?? beginning(messages[0]?.content ?? "Conversation"),
    projectId,
    projectName: project?.name ?? null,
    messageCount: _count.messages,
    startedAt: startedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= TITLE_LENGTH) return line;
  return `${line.slice(0, TITLE_LENGTH - 1).replace(/\s+\S*$/, "")}…`;
}

function toMessage(row: Prisma.MessageGetPayload<object>): SessionMessage {
  return { ...Message.parse(row), createdAt: row.createdAt.toISOString() };
}

function noSession(): Problem {
  return new Problem("not_found", "There is no such conversation.");
}
