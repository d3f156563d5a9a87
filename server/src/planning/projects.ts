import { randomUUID } from "node:crypto";
import type {
  CreateProject,
  Overview,
  Project,
  ProjectQuery,
  ProjectSort,
  ProjectSummary,
  UpdateProject,
} from "@voiceplan/protocol";
import { Briefly } from "../lib/briefly.ts";
import { Problem } from "../lib/problem.ts";
import type { Db } from "../store/db.ts";
import type { Prisma, Project as ProjectRow } from "../store/generated/client.ts";
import { partOfText } from "../store/partOfText.ts";
import { lockRow } from "../store/lockRow.ts";
import { Changes } from "./changes.ts";
import { afterCursor, mostRecentFirst, pageAt, pageOf, placeOf, type Page } from "./page.ts";
import { toProject } from "./rows.ts";

const withPlanCount = { _count: { select: { plans: { where: { deletedAt: null } } } } } as const;

type Sortable = Pick<ProjectRow, "id" | "name"> & { _count: { plans: number } };

const collator = new Intl.Collator("en", { numeric: true });

/** The orders that are no order in time, by what people go by; the databases have names in orders of their own. */
const orders: Record<Exclude<ProjectSort, "recent">, (one: Sortable, other: Sortable) => number> = {
  name: (one, other) => collator.compare(one.name, other.name),
  plans: (one, other) => other._count.plans - one._count.plans,
};

/** So long another process may have made a project whose name is not known here. */
const NAMES_AGE_MS = 2000;

/** The person's projects. */
export class Projects {
  readonly #db: Db;
  readonly #changes: Changes;
  readonly #names = new Briefly((ownerId) => this.#readNames(ownerId), NAMES_AGE_MS);

  constructor(db: Db, changes = new Changes()) {
    this.#db = db;
    this.#changes = changes;
  }

  /** Creates it; with the id of an existing project it returns that one unchanged. */
  async create(ownerId: string, input: CreateProject): Promise<Project> {
    const { id = randomUUID(), name, description = "", tags = [], repositoryPath = null } = input;
    const { count } = await this.#db.project.createMany({
      data: { id, ownerId, name, description, tags, repositoryPath },
      skipDuplicates: true,
    });
    const project = await this.find(ownerId, id);
    if (!project) throw new Problem("conflict", "Another project already has this id.");
    if (count > 0) this.#tell(ownerId, project);
    return project;
  }

  /**
   * Changes what `input` names. `check` sees the project as it is and throws where it must not be
   * changed; nobody changes it in between. Throws `not_found`.
   */
  async update(
    ownerId: string,
    id: string,
    input: UpdateProject,
    check: (current: Project) => void = () => undefined,
  ): Promise<Project> {
    const project = await this.#db.$transaction(async (tx) => {
      await lockRow(tx, "projects", id);
      const row = await tx.project.findUnique({ where: { id, ownerId } });
      if (!row) throw noProject();
      check(toProject(row));
      return toProject(await tx.project.update({ where: { id }, data: input }));
    });
    this.#tell(ownerId, project);
    return project;
  }

  async find(ownerId: string, id: string): Promise<Project | null> {
    const row = await this.#db.project.findUnique({ where: { id, ownerId } });
    return row && toProject(row);
  }

  /** The project. Throws `not_found`. */
  async get(ownerId: string, id: string): Promise<Project> {
    const project = await this.find(ownerId, id);
    if (!project) throw noProject();
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

  /** Their names, in that order; asked for with every utterance and message, and so kept for a moment. */
  names(ownerId: string): Promise<readonly string[]> {
    return this.#names.get(ownerId);
  }

  /** A part of a list. Throws `invalid_payload` for a cursor that is none. */
  async page(ownerId: string, query: ProjectQuery): Promise<Page<ProjectSummary>> {
    const { sort, cursor, limit } = query;
    const where: Prisma.ProjectWhereInput = { ownerId, ...matching(query) };
    const include = withPlanCount;
    if (sort === "recent") {
      const rows = await this.#db.project.findMany({
        where: { AND: [where, afterCursor(cursor)] },
        include,
        orderBy: mostRecentFirst,
        take: limit + 1,
      });
      return pageOf(rows, limit, toSummary);
    }
    const skip = placeOf(cursor);
    const all = await this.#db.project.findMany({
      where,
      select: { id: true, name: true, ...withPlanCount },
      // Equal ones stand by id.
      orderBy: { id: "asc" },
    });
    const some = all.toSorted(orders[sort]).slice(skip, skip + limit + 1);
    const { items: ids, nextCursor } = pageAt(some, { skip, limit }, ({ id }) => id);
    const rows = await this.#db.project.findMany({ where: { id: { in: ids } }, include });
    const byId = new Map(rows.map((row) => [row.id, toSummary(row)]));
    return { items: ids.flatMap((id) => byId.get(id) ?? []), nextCursor };
  }

  /** What there is, apart from what is archived or deleted. */
  async overview(ownerId: string): Promise<Overview> {
    const where = { ownerId, status: { not: "archived" } } as const;
    const [projects, plans, tagged] = await Promise.all([
      this.#db.project.count({ where }),
      this.#db.devPlan.aggregate({
        where: { deletedAt: null, project: where },
        _count: true,
        _sum: { tasksDone: true, tasksTotal: true },
      }),
      this.#db.project.findMany({
        where: { ...where, tags: { isEmpty: false } },
        select: { tags: true },
      }),
    ]);
    const tags = new Set(tagged.flatMap((project) => project.tags));
    return {
      projects,
      plans: plans._count,
      progress: { done: plans._sum.tasksDone ?? 0, total: plans._sum.tasksTotal ?? 0 },
      tags: [...tags].sort((one, other) => one.localeCompare(other, "en")),
    };
  }

  async #readNames(ownerId: string): Promise<readonly string[]> {
    const rows = await this.#db.project.findMany({
      where: { ownerId, status: { not: "archived" } },
      orderBy: mostRecentFirst,
      select: { name: true },
    });
    return rows.map(({ name }) => name);
  }

  #tell(ownerId: string, project: Project): void {
    this.#names.forget(ownerId);
    this.#changes.tell(ownerId, { kind: "project", project });
  }

  /** Marks it as the most recent. */
  async touch(id: string): Promise<void> {
    await this.#db.project.updateMany({ where: { id }, data: { updatedAt: new Date() } });
  }
}

function matching({ status, tag, q, since }: ProjectQuery): Prisma.ProjectWhereInput {
  const contains = partOfText(q ?? "");
  return {
    status: status ?? { not: "archived" },
    ...(tag === undefined ? {} : { tags: { has: tag } }),
    ...(since === undefined ? {} : { updatedAt: { gte: since } }),
    ...(q ? { OR: [{ name: contains }, { description: contains }, { tags: { has: q } }] } : {}),
  };
}

function noProject(): Problem {
  return new Problem("not_found", "There is no such project.");
}

function toSummary({
  _count,
  ...row
}: Parameters<typeof toProject>[0] & { _count: { plans: number } }): ProjectSummary {
  return { ...toProject(row), planCount: _count.plans };
}
