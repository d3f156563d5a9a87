import { randomUUID } from "node:crypto";
import type {
  Author,
  Plan,
  PlanMetadata,
  PlanVersion,
  PlanVersionSummary,
} from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import { repeatOnConflict } from "../store/conflict.ts";
import type { Db, Tx } from "../store/db.ts";
import { afterCursor, mostRecentFirst, pageOf, type Page, type PageRequest } from "./page.ts";
import { parsePlan } from "./planMarkdown.ts";
import { summaryColumns, toPlan, toVersion, toVersionSummary } from "./rows.ts";

export interface NewVersion {
  content: string;
  metadata: PlanMetadata;
  changeSummary: string;
  author: Author;
  conversationId: string | null;
  /** A version with this key exists: it is returned, and nothing is written. */
  sourceKey: string;
}

/** A plan as it is after a write, and the number of the version that was written. */
export interface SavedVersion {
  plan: Plan;
  version: number;
}

/**
 * Plans and their versions.
 *
 * Invariants: the versions of a plan are numbered 1, 2, 3 … without gaps, whoever writes at the same
 * time; the plan's row and its newest version are written together; a `sourceKey` writes once.
 */
export class Plans {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** A new plan with version 1. Throws `not_found` for the project. */
  create(
    ownerId: string,
    input: NewVersion & { projectId: string; title: string },
  ): Promise<SavedVersion> {
    const { projectId, title, ...version } = input;
    return this.#write(ownerId, version.sourceKey, async (tx) => {
      await touchProject(tx, ownerId, projectId);
      const plan = await tx.devPlan.create({
        data: { id: randomUUID(), projectId, title, currentVersion: 1 },
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
  ): Promise<SavedVersion> {
    const { title, ...version } = input;
    return this.#write(ownerId, version.sourceKey, async (tx) => {
      // Taking the number locks the row: the next writer waits until this version is committed.
      const [plan] = await tx.devPlan.updateManyAndReturn({
        where: { id: planId, project: { ownerId } },
        data: { title, currentVersion: { increment: 1 } },
      });
      if (!plan) throw noPlan();
      await insertVersion(tx, planId, plan.currentVersion, version);
      await touchProject(tx, ownerId, plan.projectId);
      return { plan: toPlan(plan), version: plan.currentVersion };
    });
  }

  async find(ownerId: string, id: string): Promise<Plan | null> {
    const row = await this.#db.devPlan.findUnique({ where: { id, project: { ownerId } } });
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
      where: { projectId, project: { ownerId } },
      orderBy: mostRecentFirst,
    });
    return rows.map(toPlan);
  }

  /** A part of {@link listOfProject}. Throws `invalid_payload` for a cursor that is none. */
  async pageOfProject(
    ownerId: string,
    projectId: string,
    request: PageRequest,
  ): Promise<Page<Plan>> {
    const rows = await this.#db.devPlan.findMany({
      where: { projectId, project: { ownerId }, ...afterCursor(request.cursor) },
      orderBy: mostRecentFirst,
      take: request.limit + 1,
    });
    return pageOf(rows, request.limit, toPlan);
  }

  async version(ownerId: string, planId: string, number: number): Promise<PlanVersion | null> {
    const row = await this.#db.devPlanVersion.findUnique({
      where: { planId_number: { planId, number }, plan: { project: { ownerId } } },
    });
    return row && toVersion(row);
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
  #write(
    ownerId: string,
    sourceKey: string,
    write: (tx: Tx) => Promise<SavedVersion>,
  ): Promise<SavedVersion> {
    return repeatOnConflict(() =>
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
  }
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
