import { randomUUID } from "node:crypto";
import { Problem } from "../lib/problem.ts";
import { ConversationContext } from "./context.ts";
import { LiveConversation, type ConversationServices } from "./conversation.ts";
import { recover } from "./recovery.ts";

const SWEEP_INTERVAL_MS = 30_000;

/** The live conversations of this process: loaded when opened, dropped when idle. */
export class Conversations {
  readonly #services: ConversationServices;
  readonly #live = new Map<string, Promise<LiveConversation>>();
  readonly #sweeping: NodeJS.Timeout;
  #isClosing = false;

  constructor(services: ConversationServices) {
    this.#services = services;
    this.#sweeping = setInterval(() => void this.#sweep(), SWEEP_INTERVAL_MS).unref();
  }

  /** How many are held in memory. */
  get live(): number {
    return this.#live.size;
  }

  /** The conversation with this id, begun now if there is none yet. */
  async open(
    ownerId: string,
    request: { conversationId?: string; projectId?: string },
  ): Promise<LiveConversation> {
    const { conversationId = randomUUID() } = request;
    // One that is held in memory may have been deleted since.
    if (this.#live.has(conversationId)) await this.#checkThere(ownerId, conversationId);
    const conversation = await this.#get(ownerId, conversationId);
    if (request.projectId) await conversation.openProject(request.projectId);
    return conversation;
  }

  /** Takes up what a crash or a stop of the server left undone. */
  async resume(): Promise<void> {
    const { db, log } = this.#services;
    const undone = await db.conversation.findMany({
      where: {
        deletedAt: null,
        OR: [
          { utterances: { some: { status: "pending" } } },
          { messages: { some: { role: "user", answeredAt: null } } },
        ],
      },
      select: { id: true, ownerId: true },
    });
    for (const { id, ownerId } of undone) {
      try {
        await this.#get(ownerId, id);
      } catch (error) {
        log.error({ err: error, conversationId: id }, "Unfinished turns could not be taken up");
      }
    }
    if (undone.length > 0) log.info({ conversations: undone.length }, "Took up unfinished turns");
  }

  async close(reason: Error): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#sweeping);
    const live = await Promise.allSettled(this.#live.values());
    const open = live.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    await Promise.all(open.map((conversation) => conversation.close(reason)));
  }

  #get(ownerId: string, id: string): Promise<LiveConversation> {
    if (this.#isClosing)
      throw new Problem("unavailable", "The server is stopping.", { retryable: true });
    const known = this.#live.get(id);
    if (known) {
      known.then(
        (conversation) => conversation.use(),
        () => undefined,
      );
      return known;
    }
    const loading = this.#load(ownerId, id);
    this.#live.set(id, loading);
    loading.catch(() => this.#live.delete(id));
    return loading;
  }

  async #checkThere(ownerId: string, id: string): Promise<void> {
    const where = { id, OR: [{ deletedAt: { not: null } }, { ownerId: { not: ownerId } }] };
    if (await this.#services.db.conversation.findFirst({ where, select: { id: true } }))
      throw noConversation();
  }

  async #load(ownerId: string, id: string): Promise<LiveConversation> {
    const { db } = this.#services;
    const row = await db.conversation.upsert({
      where: { id },
      create: { id, ownerId },
      update: {},
    });
    if (row.ownerId !== ownerId || row.deletedAt) throw noConversation();
    const context = await ConversationContext.load(db, this.#services, row);
    const conversation = new LiveConversation(this.#services, context);
    await recover(conversation, this.#services);
    return conversation;
  }

  async #sweep(): Promise<void> {
    for (const [id, loading] of this.#live) {
      const conversation = await loading.catch(() => null);
      if (!conversation?.isIdle(performance.now())) continue;
      this.#live.delete(id);
      await conversation.close(new DOMException("Nobody is there any more.", "AbortError"));
      this.#services.eventLog.forget(id);
    }
  }
}

function noConversation(): Problem {
  return new Problem("not_found", "There is no such conversation.");
}
