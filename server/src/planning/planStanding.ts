import { randomUUID } from "node:crypto";
import type { Author, Plan, PlanStatus, StatusChange } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { Db, Tx } from "../store/db.ts";
import { Changes } from "./changes.ts";
import { lockPlan, noPlan, touchProject, unchecked } from "./planRow.ts";
import { toPlan, toStatusChange } from "./rows.ts";

/** What is true of a plan as a whole; what is left out stays as it is. */
export interface PlanChange {
  title?: string;
  status?: PlanStatus;
  /** Why the status changes. */
  comment?: string;
  author: Author;
}

/** What a plan is beside its text: its title and status, whether it was accepted, whether it is there. */
export class PlanStanding {
  readonly #db: Db;
  readonly #changes: Changes;

  constructor(db: Db, changes = new Changes()) {
    this.#db = db;
    this.#changes = changes;
  }

  /** Renames it or moves it to another status, and remembers who did. Throws `not_found`. */
  update(
    ownerId: string,
    planId: string,
    { title, status, comment = "", author }: PlanChange,
    check = unchecked,
  ): Promise<Plan> {
    return this.#change(ownerId, planId, async (tx, current) => {
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
  }

  /**
   * Accepts what was changed in conversation up to `version`; what is newer still waits. Changes
   * nothing where nothing waits. Throws `not_found`, also for a version that is not there.
   */
  accept(ownerId: string, planId: string, version: number): Promise<Plan> {
    return this.#change(ownerId, planId, async (tx, plan) => {
      const { reviewFrom, currentVersion } = plan;
      if (version > currentVersion) {
        throw new Problem("not_found", `The plan has no version ${version}.`);
      }
      if (!reviewFrom || version <= reviewFrom) return plan;
      const data = { reviewFrom: version < currentVersion ? version : null };
      return toPlan(await tx.devPlan.update({ where: { id: planId }, data }));
    });
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

  async #change(
    ownerId: string,
    planId: string,
    change: (tx: Tx, current: Plan) => Promise<Plan>,
  ): Promise<Plan> {
    const plan = await this.#db.$transaction(async (tx) =>
      change(tx, await lockPlan(tx, ownerId, planId)),
    );
    this.#changes.tell(ownerId, { kind: "plan", plan });
    return plan;
  }
}
