import { randomUUID } from "node:crypto";
import type { CreateTakeaway, Takeaway, TakeawayKind, UpdateTakeaway } from "@voiceplan/protocol";
import { Problem } from "../../lib/problem.ts";
import type { Changes } from "../../planning/changes.ts";
import { pageAt, placeOf, type Page, type PageRequest } from "../../planning/page.ts";
import type { Remembering, TakeawayStore } from "../../planning/takeawayStore.ts";
import { repeatOnConflict } from "../../store/conflict.ts";
import type { Db, Tx } from "../../store/db.ts";
import type { Prisma } from "../../store/generated/client.ts";
import { lockRow } from "../../store/lockRow.ts";
import type { Indexer } from "../indexer.ts";
import { sameWords } from "./distinct.ts";
import { isVisible, toTakeaway, withSources } from "./takeawayRow.ts";

export interface TakeawayFilter {
  kind?: TakeawayKind | undefined;
  /** Those that were forgotten, in place of those that are remembered. */
  isForgotten?: boolean;
}

const newestFirst = [{ createdAt: "desc" as const }, { id: "desc" as const }];

/** The decisions and lessons of a project, to be read, written by hand, corrected and forgotten. */
export class Takeaways implements TakeawayStore {
  readonly #db: Db;
  readonly #changes: Changes;
  readonly #indexer: Pick<Indexer, "settle">;

  constructor(db: Db, changes: Changes, indexer: Pick<Indexer, "settle">) {
    this.#db = db;
    this.#changes = changes;
    this.#indexer = indexer;
  }

  /** A part of the list, newest first, with what was said just before. Throws `not_found`. */
  async page(
    ownerId: string,
    projectId: string,
    { kind, isForgotten = false, limit, cursor }: TakeawayFilter & PageRequest,
  ): Promise<Page<Takeaway>> {
    const skip = placeOf(cursor);
    await this.#project(this.#db, ownerId, projectId);
    await this.#indexer.settle();
    const rows = await this.#db.takeaway.findMany({
      where: { projectId, kind, forgottenAt: isForgotten ? { not: null } : null, ...isVisible },
      include: withSources,
      orderBy: newestFirst,
      ...{ skip, take: limit + 1 },
    });
    return pageAt(rows, { skip, limit }, toTakeaway);
  }

  /** The newest of a project, as far as they have been read. */
  async newest(ownerId: string, projectId: string, limit: number): Promise<Takeaway[]> {
    const rows = await this.#db.takeaway.findMany({
      where: { projectId, project: { ownerId }, forgottenAt: null, ...isVisible },
      include: withSources,
      orderBy: newestFirst,
      take: limit,
    });
    return rows.map(toTakeaway);
  }

  /** Throws `not_found`. */
  async get(ownerId: string, projectId: string, id: string): Promise<Takeaway> {
    return toTakeaway(await this.#find(this.#db, ownerId, projectId, id));
  }

  /**
   * Writes one by hand. What is known in the same words is that one, brought back where it was
   * forgotten. Throws `not_found`.
   */
  async create(
    ownerId: string,
    projectId: string,
    { id = randomUUID(), kind, text }: CreateTakeaway,
  ): Promise<Takeaway> {
    const data = { id, kind, text, isOwn: true };
    return this.#write(ownerId, projectId, (tx) => this.#keep(tx, projectId, data, null));
  }

  /** What a model was told to remember; in a turn that is done again, what it has written before. */
  async remember(ownerId: string, wish: Remembering): Promise<Takeaway> {
    const { projectId, kind, text, sourceKey, messageId, conversationId } = wish;
    const data = { id: randomUUID(), kind, text, sourceKey };
    const source = { messageId, conversationId, at: new Date() };
    return this.#write(ownerId, projectId, async (tx) => {
      const written = await tx.takeaway.findUnique({ where: { sourceKey } });
      return written ? written.id : this.#keep(tx, projectId, data, source);
    });
  }

  /**
   * Corrects it: from then on it is the person's own. `check` sees it as it is and throws where it must
   * not be changed. Throws `not_found`, and `conflict` where the project has another in the same words.
   */
  async update(
    ownerId: string,
    projectId: string,
    id: string,
    { kind, text }: UpdateTakeaway,
    check: (current: Takeaway) => void = () => undefined,
  ): Promise<Takeaway> {
    return this.#write(ownerId, projectId, async (tx) => {
      check(toTakeaway(await this.#find(tx, ownerId, projectId, id)));
      const words = text === undefined ? undefined : sameWords(text);
      const same = words === undefined ? null : await findSame(tx, projectId, words, id);
      if (same) {
        throw new Problem(
          "conflict",
          same.forgottenAt
            ? "You have forgotten one with the same words: bring that back. Nothing was changed."
            : "The project remembers the same already. Nothing was changed.",
        );
      }
      await tx.takeaway.update({ where: { id }, data: { kind, text, words, isOwn: true } });
      return id;
    });
  }

  /** Forgets it, also when it is said again; {@link restore} brings it back. Throws `not_found`. */
  async forget(
    ownerId: string,
    projectId: string,
    id: string,
    check: (current: Takeaway) => void = () => undefined,
  ): Promise<void> {
    await this.#write(ownerId, projectId, async (tx) => {
      check(toTakeaway(await this.#find(tx, ownerId, projectId, id)));
      await tx.takeaway.updateMany({
        where: { id, forgottenAt: null },
        data: { forgottenAt: new Date() },
      });
      return id;
    });
  }

  /** Throws `not_found`. */
  restore(ownerId: string, projectId: string, id: string): Promise<Takeaway> {
    return this.#write(ownerId, projectId, async (tx) => {
      await this.#find(tx, ownerId, projectId, id);
      await tx.takeaway.update({ where: { id }, data: { forgottenAt: null } });
      return id;
    });
  }

  async #write(
    ownerId: string,
    projectId: string,
    work: (tx: Tx) => Promise<string>,
  ): Promise<Takeaway> {
    const row = await repeatOnConflict(() =>
      this.#db.$transaction(async (tx) => {
        await lockRow(tx, "projects", projectId);
        await this.#project(tx, ownerId, projectId);
        return this.#find(tx, ownerId, projectId, await work(tx));
      }),
    );
    this.#changes.tell(ownerId, { kind: "memory", projectId });
    return toTakeaway(row);
  }

  /** Resolves with the id of what it now is. */
  async #keep(
    tx: Tx,
    projectId: string,
    data: Pick<Prisma.TakeawayUncheckedCreateInput, "id" | "kind" | "text" | "isOwn" | "sourceKey">,
    source: { messageId: string; conversationId: string; at: Date } | null,
  ): Promise<string> {
    const words = sameWords(data.text);
    const same =
      (await tx.takeaway.findUnique({ where: { id: data.id, projectId } })) ??
      (await findSame(tx, projectId, words));
    const known = same ?? (await tx.takeaway.create({ data: { ...data, projectId, words } }));
    if (same?.forgottenAt && data.isOwn) {
      await tx.takeaway.update({ where: { id: same.id }, data: { forgottenAt: null } });
    }
    if (source) {
      const link = { id: randomUUID(), takeawayId: known.id, ...source };
      await tx.takeawaySource.createMany({ data: [link], skipDuplicates: true });
    }
    return known.id;
  }

  async #project(db: Db | Tx, ownerId: string, id: string): Promise<void> {
    const project = await db.project.findUnique({ where: { id, ownerId }, select: { id: true } });
    if (!project) throw new Problem("not_found", "There is no such project.");
  }

  async #find(db: Db | Tx, ownerId: string, projectId: string, id: string) {
    const where = { id, projectId, project: { ownerId } };
    const row = await db.takeaway.findUnique({ where, include: withSources });
    if (!row) throw new Problem("not_found", "The project remembers no such thing.");
    return row;
  }
}

/** Another of the project that says, or said at first, the same. */
function findSame(tx: Tx, projectId: string, words: string, exceptId?: string) {
  return tx.takeaway.findFirst({
    where: {
      ...{ projectId, OR: [{ words }, { origin: words }] },
      ...(exceptId === undefined ? {} : { id: { not: exceptId } }),
    },
  });
}
