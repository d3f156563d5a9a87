import { randomUUID } from "node:crypto";
import type {
  Author,
  Plan,
  PlanMetadata,
  PlanQuery,
  PlanStatus,
  PlanVersion,
  PlanVersionSummary,
  StatusChange,
} from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import { repeatOnConflict } from "../store/conflict.ts";
import type { Db, Tx } from "../store/db.ts";
import type { Prisma } from "../store/generated/client.ts";
import { lockRow } from "../store/lockRow.ts";
import { Changes } from "./changes.ts";
import {
  afterCursor,
  mostRecentFirst,
  pageAt,
  pageOf,
  placeOf,
  type Page,
  type PageRequest,
} from "./page.ts";
import { parsePlan } from "./planMarkdown.ts";
import { progressOf } from "./progress.ts";
import { summaryColumns, toPlan, toStatusChange, toVersion, toVersionSummary } from "./rows.ts";

export interface NewVersion {
  content: string;
  metadata: PlanMetadata;
  changeSummary: string;
  author: Author;
  conversationId: string | null;
  /** The message that asked for it. */
  messageId?: string | null;
  /** A version with this key exists: it is returned, and nothing is written. */
  sourceKey: string;
}

/** A plan as it is after a write, and the number of the version that was written. */
export interface SavedVersion {
  plan: Plan;
  version: number;
}

/** What is true of a plan as a whole; what is left out stays as it is. */
export interface PlanChange {
  title?: string;
  status?: PlanStatus;
  /** Why the status changes. */
  comment?: string;
  author: Author;
}

/** Nobody has more of them in mind. */
const MOST_TITLES = 200;

/** Sees the plan as it is and throws where it must not be changed. */
type Check = (current: Plan) => void;

const unchecked: Check = () => undefined;

/**
 * Plans and their versions.
 *
 * Invariants: the versions of a plan are numbered 1, 2, 3 … without gaps, whoever writes at the same
 * time; the plan's row and its newest version are written together; a `sourceKey` writes once.
 */
export class Plans {
  readonly #db: Db;
  readonly #changes: Changes;

  constructor(db: Db, changes = new Changes()) {
    this.#db = db;
    this.#changes = changes;
  }

  /** A new plan with version 1. Throws `not_found` for the project. */
  create(
    ownerId: string,
    input: NewVersion & { projectId: string; title: string; status?: PlanStatus },
  ): Promise<SavedVersion> {
    const { projectId, title, status, ...version } = input;
    return this.#write(ownerId, version.sourceKey, async (tx) => {
      await touchProject(tx, ownerId, projectId);
      const plan = await tx.devPlan.create({
        data: {
          id: randomUUID(),
          projectId,
          title,
          status,
          currentVersion: 1,
          ...tasksOf(version.content),
        },
      });
      await insertVersion(tx, plan.id, 1, version);
      return { plan: toPlan(plan), version: 1 };
    });
  }

  /** The next version of a plan, numbered without gaps under concurrent writers. Throws `not_found`. */
  addVersion(
    ownerId: string,
    planId: string,
    input: NewVersion & { title?: string },
    check = unchecked,
  ): Promise<SavedVersion> {
    const { title, ...version } = input;
    return this.#write(ownerId, version.sourceKey, async (tx) => {
      // The next writer waits until this version is committed.
      check(await lockPlan(tx, ownerId, planId));
      const plan = await tx.devPlan.update({
        where: { id: planId },
        data: { title, currentVersion: { increment: 1 }, ...tasksOf(version.content) },
      });
      await insertVersion(tx, planId, plan.currentVersion, version);
      await touchProject(tx, ownerId, plan.projectId);
      return { plan: toPlan(plan), version: plan.currentVersion };
    });
  }

  /** Renames it or moves it to another status, and remembers who did. Throws `not_found`. */
  async update(
    ownerId: string,
    planId: string,
    { title, status, comment = "", author }: PlanChange,
    check = unchecked,
  ): Promise<Plan> {
    const plan = await this.#db.$transaction(async (tx) => {
      const current = await lockPlan(tx, ownerId, planId);
      check(current);
      if (status !== undefined && (status !== current.status || comment !== "")) {
        const { status: from, currentVersion: version } = current;
        const id = randomUUID();
        const data = { id, planId, from, to: status, comment, author, version };
        await tx.planStatusChange.create({ data });
      }
      const row = await tx.devPlan.update({ where: { id: planId }, data: { title, status } });
      await touchProject(tx, ownerId, row.projectId);
      return toPlan(row);
    });
    this.#changes.tell(ownerId, { kind: "plan", plan });
    return plan;
  }

  /** Hides it; {@link undelete} brings it back. Throws `not_found`. */
  async delete(ownerId: string, id: string, check = unchecked): Promise<void> {
    const { projectId } = await this.#db.$transaction(async (tx) => {
      check(await lockPlan(tx, ownerId, id));
      return tx.devPlan.update({ where: { id }, data: { deletedAt: new Date() } });
    });
    this.#changes.tell(ownerId, { kind: "plan.deleted", planId: id, projectId });
  }

  /** Throws `not_found`. */
  async undelete(ownerId: string, id: string): Promise<Plan> {
    const [row] = await this.#db.devPlan.updateManyAndReturn({
      where: { id, project: { ownerId } },
      data: { deletedAt: null },
    });
    if (!row) throw noPlan();
    const plan = toPlan(row);
    this.#changes.tell(ownerId, { kind: "plan", plan });
    return plan;
  }

  /** Oldest first. */
  async statusChanges(ownerId: string, planId: string): Promise<StatusChange[]> {
    const rows = await this.#db.planStatusChange.findMany({
      where: { planId, plan: { project: { ownerId } } },
      orderBy: { at: "asc" },
    });
    return rows.map(toStatusChange);
  }

  async find(ownerId: string, id: string): Promise<Plan | null> {
    const where = { id, project: { ownerId }, deletedAt: null };
    const row = await this.#db.devPlan.findUnique({ where });
    return row && toPlan(row);
  }

  /** The plan. Throws `not_found`. */
  async get(ownerId: string, id: string): Promise<Plan> {
    const plan = await this.find(ownerId, id);
    if (!plan) throw noPlan();
    return plan;
  }

  /** Most recently touched first. */
  async listOfProject(ownerId: string, projectId: string): Promise<Plan[]> {
    const rows = await this.#db.devPlan.findMany({
      where: { projectId, project: { ownerId }, deletedAt: null },
      orderBy: mostRecentFirst,
    });
    return rows.map(toPlan);
  }

  /** Of the project's plans, those most recently touched first; so many that one can be meant by name. */
  async titles(ownerId: string, projectId: string): Promise<string[]> {
    const rows = await this.#db.devPlan.findMany({
      where: { projectId, project: { ownerId }, deletedAt: null },
      orderBy: mostRecentFirst,
      take: MOST_TITLES,
      select: { title: true },
    });
    return rows.map(({ title }) => title);
  }

  /** Most recently touched first. Throws `invalid_payload` for a cursor that is none. */
  async page(ownerId: string, query: PlanQuery): Promise<Page<Plan>> {
    const { projectId, status, q, cursor, limit } = query;
    const where: Prisma.DevPlanWhereInput = {
      projectId,
      status,
      project: { ownerId },
      deletedAt: null,
      ...(q ? { title: { contains: q, mode: "insensitive" } } : {}),
    };
    const rows = await this.#db.devPlan.findMany({
      where: { AND: [where, afterCursor(cursor)] },
      orderBy: mostRecentFirst,
      take: limit + 1,
    });
    return pageOf(rows, limit, toPlan);
  }

  async version(ownerId: string, planId: string, number: number): Promise<PlanVersion | null> {
    const row = await this.#db.devPlanVersion.findUnique({
      where: { planId_number: { planId, number }, plan: { project: { ownerId } } },
    });
    return row && toVersion(row);
  }

  /** The version. Throws `not_found`. */
  async requireVersion(ownerId: string, planId: string, number: number): Promise<PlanVersion> {
    const version = await this.version(ownerId, planId, number);
    if (!version) throw new Problem("not_found", `The plan has no version ${number}.`);
    return version;
  }

  /** A part of {@link versions}. Throws `invalid_payload` for a cursor that is none. */
  async versionsPage(
    ownerId: string,
    planId: string,
    { cursor, limit }: PageRequest,
  ): Promise<Page<PlanVersionSummary>> {
    const skip = placeOf(cursor);
    const rows = await this.#db.devPlanVersion.findMany({
      where: { planId, plan: { project: { ownerId } } },
      select: summaryColumns,
      orderBy: { number: "desc" },
      skip,
      take: limit + 1,
    });
    return pageAt(rows, { skip, limit }, toVersionSummary);
  }

  /** The version that was written with this key; null: none was. */
  async writtenWith(
    ownerId: string,
    sourceKey: string,
  ): Promise<{ planId: string; number: number } | null> {
    return this.#db.devPlanVersion.findUnique({
      where: { sourceKey, plan: { project: { ownerId } } },
      select: { planId: true, number: true },
    });
  }

  /** Newest first. */
  async versions(ownerId: string, planId: string): Promise<PlanVersionSummary[]> {
    const rows = await this.#db.devPlanVersion.findMany({
      where: { planId, plan: { project: { ownerId } } },
      select: summaryColumns,
      orderBy: { number: "desc" },
    });
    return rows.map(toVersionSummary);
  }

  /** Runs `write` unless its key has been written before; a rival with the same key makes it look again. */
  async #write(
    ownerId: string,
    sourceKey: string,
    write: (tx: Tx) => Promise<SavedVersion>,
  ): Promise<SavedVersion> {
    const saved = await repeatOnConflict(() =>
      this.#db.$transaction(async (tx) => {
        const row = await tx.devPlanVersion.findUnique({
          where: { sourceKey },
          select: { number: true, plan: { include: { project: { select: { ownerId: true } } } } },
        });
        if (!row) return write(tx);
        if (row.plan.project.ownerId !== ownerId) {
          throw new Problem("conflict", "This has already been saved by someone else.");
        }
        return { plan: toPlan(row.plan), version: row.number };
      }),
    );
    this.#changes.tell(ownerId, { kind: "plan", plan: saved.plan });
    return saved;
  }
}

/** The plan as it is, and as it stays until the transaction is over. Throws `not_found`. */
async function lockPlan(tx: Tx, ownerId: string, id: string): Promise<Plan> {
  await lockRow(tx, "dev_plans", id);
  const where = { id, project: { ownerId }, deletedAt: null };
  const row = await tx.devPlan.findUnique({ where });
  if (!row) throw noPlan();
  return toPlan(row);
}

function tasksOf(content: string): { tasksDone: number; tasksTotal: number } {
  const { done, total } = progressOf(content);
  return { tasksDone: done, tasksTotal: total };
}

async function insertVersion(tx: Tx, planId: string, number: number, version: NewVersion) {
  const { sections } = parsePlan(version.content);
  await tx.devPlanVersion.create({
    data: { id: randomUUID(), planId, number, sections, ...version },
    select: { id: true },
  });
}

async function touchProject(tx: Tx, ownerId: string, projectId: string): Promise<void> {
  const touched = await tx.project.updateMany({
    where: { id: projectId, ownerId },
    data: { updatedAt: new Date() },
  });
  if (touched.count === 0) throw new Problem("not_found", "There is no such project.");
}

function noPlan(): Problem {
  return new Problem("not_found", "There is no such plan.");
}
