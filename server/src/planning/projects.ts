import { randomUUID } from "node:crypto";
import type { CreateProject, Project, ProjectSummary } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { Db } from "../store/db.ts";
import { afterCursor, mostRecentFirst, pageOf, type Page, type PageRequest } from "./page.ts";
import { toProject } from "./rows.ts";

const withPlanCount = { _count: { select: { plans: true } } } as const;

/** The person's projects. */
export class Projects {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Creates it; with the id of an existing project it returns that one unchanged. */
  async create(ownerId: string, input: CreateProject): Promise<Project> {
    const { id = randomUUID(), name, description = "", tags = [], repositoryPath = null } = input;
    await this.#db.project.createMany({
      data: { id, ownerId, name, description, tags, repositoryPath },
      skipDuplicates: true,
    });
    const project = await this.find(ownerId, id);
    if (!project) throw new Problem("conflict", "Another project already has this id.");
    return project;
  }

  async find(ownerId: string, id: string): Promise<Project | null> {
    const row = await this.#db.project.findUnique({ where: { id, ownerId } });
    return row && toProject(row);
  }

  /** The project. Throws `not_found`. */
  async get(ownerId: string, id: string): Promise<Project> {
    const project = await this.find(ownerId, id);
    if (!project) throw new Problem("not_found", "There is no such project.");
    return project;
  }

  /** Most recently touched first, archived ones left out. */
  async list(ownerId: string): Promise<ProjectSummary[]> {
    const rows = await this.#db.project.findMany({
      where: { ownerId, status: { not: "archived" } },
      include: withPlanCount,
      orderBy: mostRecentFirst,
    });
    return rows.map(toSummary);
  }

  /** A part of {@link list}. Throws `invalid_payload` for a cursor that is none. */
  async page(ownerId: string, request: PageRequest): Promise<Page<ProjectSummary>> {
    const rows = await this.#db.project.findMany({
      where: { ownerId, status: { not: "archived" }, ...afterCursor(request.cursor) },
      include: withPlanCount,
      orderBy: mostRecentFirst,
      take: request.limit + 1,
    });
    return pageOf(rows, request.limit, toSummary);
  }

  /** Marks it as the most recent. */
  async touch(id: string): Promise<void> {
    await this.#db.project.updateMany({ where: { id }, data: { updatedAt: new Date() } });
  }
}

function toSummary({
  _count,
  ...row
}: Parameters<typeof toProject>[0] & { _count: { plans: number } }): ProjectSummary {
  return { ...toProject(row), planCount: _count.plans };
}
