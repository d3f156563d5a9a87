import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import {
  PlanMetadata,
  PlanTitle,
  type Author,
  type Plan,
  type PlanQuery,
  type PlanStatus,
  type PlanVersion,
  type PlanVersionSummary,
} from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import { repeatOnConflict } from "../store/conflict.ts";
import type { Db, Tx } from "../store/db.ts";
import type { Prisma } from "../store/generated/client.ts";
import { partOfText } from "../store/partOfText.ts";
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
import { lockPlan, noPlan, touchProject, unchecked } from "./planRow.ts";
import { progressOf } from "./progress.ts";
import { summaryColumns, toPlan, toVersion, toVersionSummary } from "./rows.ts";

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

/** A version after the first. */
export interface RevisedVersion extends NewVersion {
  /** Left out: see {@link Plans.addVersion}. */
  title?: string | undefined;
}

/** A plan as it is after a write, and the number of the version that was written. */
export interface SavedVersion {
  plan: Plan;
  version: number;
}

/** Nobody has more of them in mind. */
const MOST_TITLES = 200;

/**
 * Plans and their versions.
 *
 * Invariants: the versions of a plan are numbered 1, 2, 3 … without gaps, whoever writes at the same
 * time; the plan's row and its newest version are written together; a `sourceKey` writes once. What a
 * conversation changes waits from then on to be accepted or rejected (`reviewFrom`).
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

  /**
   * The next version of a plan, numbered without gaps under concurrent writers. Without a title the plan is
   * called by the first heading, where that is another one than before. Throws `not_found`.
   */
  addVersion(
    ownerId: string,
    planId: string,
    input: RevisedVersion,
    check = unchecked,
  ): Promise<SavedVersion> {
    return this.revise(ownerId, planId, input.sourceKey, () => input, check);
  }

  /** The same, made of the newest version, which nobody changes meanwhile. Throws `not_found`. */
  revise(
    ownerId: string,
    planId: string,
    sourceKey: string,
    make: (newest: Pick<PlanVersion, "content" | "metadata">) => Omit<RevisedVersion, "sourceKey">,
    check = unchecked,
  ): Promise<SavedVersion> {
    return this.#write(ownerId, sourceKey, async (tx) => {
      // The next writer waits until this version is committed.
      const current = await lockPlan(tx, ownerId, planId);
      check(current);
      const { content, metadata } = await tx.devPlanVersion.findUniqueOrThrow({
        where: { planId_number: { planId, number: current.currentVersion } },
        select: { content: true, metadata: true },
      });
      const { title, ...made } = make({ content, metadata: PlanMetadata.parse(metadata) });
      const version = { ...made, sourceKey };
      const plan = await tx.devPlan.update({
        where: { id: planId },
        data: {
          title: title ?? newHeading(content, version.content),
          currentVersion: current.currentVersion + 1,
          reviewFrom: await reviewAfter(tx, current, version),
          ...tasksOf(version.content),
        },
      });
      await insertVersion(tx, planId, plan.currentVersion, version);
      await touchProject(tx, ownerId, plan.projectId);
      return { plan: toPlan(plan), version: plan.currentVersion };
    });
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
    const { projectId, status, q, review, cursor, limit } = query;
    const where: Prisma.DevPlanWhereInput = {
      projectId,
      status,
      ...(review === "open" ? { reviewFrom: { not: null } } : {}),
      project: { ownerId },
      deletedAt: null,
      ...(q ? { title: partOfText(q) } : {}),
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

/** What the first heading says, where it says something else than before. */
function newHeading(before: string, after: string): string | undefined {
  const { title } = parsePlan(after);
  const named = PlanTitle.safeParse(title);
  return named.success && title !== parsePlan(before).title ? named.data : undefined;
}

function tasksOf(content: string): { tasksDone: number; tasksTotal: number } {
  const { done, total } = progressOf(content);
  return { tasksDone: done, tasksTotal: total };
}

/**
 * The version after which changes wait for the person once this one is written: a conversation begins
 * such a time, and whoever brings back what was there before ends it.
 */
async function reviewAfter(
  tx: Tx,
  { id: planId, reviewFrom, currentVersion }: Plan,
  { conversationId, content, metadata }: NewVersion,
): Promise<number | null> {
  const from = reviewFrom ?? (conversationId === null ? null : currentVersion);
  if (from === null) return null;
  const before = await tx.devPlanVersion.findUniqueOrThrow({
    where: { planId_number: { planId, number: from } },
    select: { content: true, metadata: true },
  });
  const isBack =
    before.content === content && isDeepStrictEqual(PlanMetadata.parse(before.metadata), metadata);
  return isBack ? null : from;
}

async function insertVersion(tx: Tx, planId: string, number: number, version: NewVersion) {
  const { sections } = parsePlan(version.content);
  await tx.devPlanVersion.create({
    data: { id: randomUUID(), planId, number, sections, ...version },
    select: { id: true },
  });
}
