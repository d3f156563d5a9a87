import { randomUUID } from "node:crypto";
import type { CreateTakeaway, Takeaway, TakeawayKind, UpdateTakeaway } from "@voiceplan/protocol";
import { Problem } from "../../lib/problem.ts";
import type { Changes } from "../../planning/changes.ts";
import { pageAt, placeOf, type Page, type PageRequest } from "../../planning/page.ts";
import type { Remembering, TakeawayStore } from "../../planning/takeawayStore.ts";
import { repeatOnConflict } from "../../store/conflict.ts";
import type { Db, Tx } from "../../store/db.ts";
import { lockRow } from "../../store/lockRow.ts";
import type { Indexer } from "../indexer.ts";
import { sameWords } from "./distinct.ts";
import { isVisible, toTakeaway, withSources } from "./takeawayRow.ts";

export interface TakeawayFilter {
  kind?: TakeawayKind | undefined;
  /** Those that were forgotten, in place of those that are remembered. */
  isForgotten?: boolean;
}

/** Without what tells it. */
type TakeawayOutline = Pick<Takeaway, "id" | "kind" | "text"> & { createdAt: Date };

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
  newest(ownerId: string, projectId: string, limit: number): Promise<TakeawayOutline[]> {
    return this.#db.takeaway.findMany({
      where: { projectId, project: { ownerId }, forgottenAt: null, ...isVisible },
      select: { id: true, kind: true, text: true, createdAt: true },
      orderBy: newestFirst,
      take: limit,
    });
  }

  /** Throws `not_found`. */
  async get(ownerId: string, projectId: string, id: string): Promise<Takeaway> {
    return toTakeaway(await this.#find(this.#db, ownerId, projectId, id));
  }

  /**
   * Writes one by hand. What is known in the same words becomes that one, also where it was forgotten or
   * what told it is deleted. Done again with the same id it changes nothing. Throws `not_found`, and
   * `conflict` where another project has the id.
   */
  async create(
    ownerId: string,
    projectId: string,
    { id = randomUUID(), kind, text }: CreateTakeaway,
  ): Promise<Takeaway> {
    const words = sameWords(text);
    const own = { kind, text, words, isOwn: true, forgottenAt: null };
    return this.#write(ownerId, projectId, async (tx) => {
      const written = await tx.takeaway.findUnique({ where: { id } });
      if (written?.projectId === projectId) return id;
      if (written) {
        throw new Problem(
          "conflict",
          "Something else has this id. Nothing was added: send another.",
        );
      }
      const key = { projectId_words: { projectId, words } };
      const same = await tx.takeaway.findUnique({ where: key });
      if (!same) await tx.takeaway.create({ data: { ...own, id, projectId } });
      else if (!same.isOwn || same.forgottenAt) await tx.takeaway.update({ where: key, data: own });
      return same?.id ?? id;
    });
  }

  /** What a model was told to remember; in a turn that is done again, what it has written before. */
  async remember(ownerId: string, wish: Remembering): Promise<Takeaway> {
    const { projectId, kind, text, sourceKey, messageId, conversationId } = wish;
    const words = sameWords(text);
    return this.#write(ownerId, projectId, async (tx) => {
      const written = await tx.takeaway.findUnique({ where: { sourceKey } });
      if (written) return written.id;
      const isSame = { projectId, OR: [{ words }, { origin: words }] };
      const data = { id: randomUUID(), projectId, kind, text, words, sourceKey };
      const same = await tx.takeaway.findFirst({ where: isSame });
      // What was read by itself is from now on what a model was told: reading on does not take it back.
      if (same?.sourceKey === null)
        await tx.takeaway.update({ where: { id: same.id }, data: { sourceKey } });
      const { id: takeawayId } = same ?? (await tx.takeaway.create({ data }));
      const source = { id: randomUUID(), takeawayId, messageId, conversationId, at: new Date() };
      await tx.takeawaySource.createMany({ data: [source], skipDuplicates: true });
      return takeawayId;
    });
  }

  /**
   * Corrects it: from then on it is the person's own. `check` sees it as it is and throws where it must
   * not be changed. Throws `not_found`, and `conflict` where the person sees another in the same words.
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
      if (words !== undefined) await takeOver(tx, projectId, words, id);
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

/**
 * Makes the words free for a takeaway. One that nobody sees, as what told it is deleted, becomes part of
 * it, with its sources. Throws `conflict` where the person can see who has them.
 */
async function takeOver(tx: Tx, projectId: string, words: string, id: string): Promise<void> {
  const other = { projectId, words, id: { not: id } };
  const seen = await tx.takeaway.findFirst({ where: { ...other, ...isVisible } });
  if (seen) {
    throw new Problem(
      "conflict",
      seen.forgottenAt
        ? "You have forgotten one with the same words: bring that back. Nothing was changed."
        : "The project remembers the same already. Nothing was changed.",
    );
  }
  const sources = await tx.takeawaySource.findMany({ where: { takeaway: other } });
  await tx.takeaway.deleteMany({ where: other });
  await tx.takeawaySource.createMany({
    data: sources.map((source) => ({ ...source, takeawayId: id })),
    skipDuplicates: true,
  });
}
