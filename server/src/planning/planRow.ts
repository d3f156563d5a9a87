import type { Plan } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { Tx } from "../store/db.ts";
import { lockRow } from "../store/lockRow.ts";
import { toPlan } from "./rows.ts";

/** Sees the plan as it is and throws where it must not be changed. */
export type Check = (current: Plan) => void;

export const unchecked: Check = () => undefined;

/** The plan as it is, and as it stays until the transaction is over. Throws `not_found`. */
export async function lockPlan(tx: Tx, ownerId: string, id: string): Promise<Plan> {
  await lockRow(tx, "dev_plans", id);
  const where = { id, project: { ownerId }, deletedAt: null };
  const row = await tx.devPlan.findUnique({ where });
  if (!row) throw noPlan();
  return toPlan(row);
}

/** Marks the project as the most recent. Throws `not_found`. */
export async function touchProject(tx: Tx, ownerId: string, projectId: string): Promise<void> {
  const touched = await tx.project.updateMany({
    where: { id: projectId, ownerId },
    data: { updatedAt: new Date() },
  });
  if (touched.count === 0) throw new Problem("not_found", "There is no such project.");
}

export function noPlan(): Problem {
  return new Problem("not_found", "There is no such plan.");
}
