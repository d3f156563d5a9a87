import type { Db } from "../../server/src/store/db.ts";

const DAY_MS = 86_400_000;
/** So far apart plans were written, and the versions of one. */
const BETWEEN_PLANS = 2.3 * DAY_MS;
const BETWEEN_VERSIONS = 2.6 * DAY_MS;

/**
 * Spreads what was written by hand over the weeks before `nowMs`, in the order in which it was written,
 * so that times, filters and histories have something to show. What was said stays as it is.
 */
export async function backdate(db: Db, nowMs: number): Promise<void> {
  const plans = await db.devPlan.findMany({
    orderBy: { createdAt: "desc" },
    include: {
      versions: { orderBy: { number: "desc" } },
      statusChanges: { orderBy: { at: "desc" } },
    },
  });
  for (const [age, { id, versions, statusChanges, updatedAt }] of plans.entries()) {
    const lastMs = nowMs - (age + 1) * BETWEEN_PLANS;
    const byHand = versions.filter(({ conversationId }) => conversationId === null);
    if (byHand.length === 0) continue;
    for (const [at, version] of byHand.entries()) {
      const createdAt = new Date(lastMs - at * BETWEEN_VERSIONS);
      await db.devPlanVersion.update({ where: { id: version.id }, data: { createdAt } });
    }
    for (const [at, change] of statusChanges.entries()) {
      const data = { at: new Date(lastMs - (at - 0.5) * BETWEEN_VERSIONS) };
      await db.planStatusChange.update({ where: { id: change.id }, data });
    }
    const touchedMs = statusChanges.length > 0 ? lastMs + BETWEEN_VERSIONS / 2 : lastMs;
    await db.devPlan.update({
      where: { id },
      data: {
        createdAt: new Date(lastMs - (byHand.length - 1) * BETWEEN_VERSIONS),
        updatedAt: byHand.length < versions.length ? updatedAt : new Date(touchedMs),
      },
    });
  }
  await touchProjects(db);
  await backdateTakeaways(db);
}

/** A decision is as old as the version that tells it. What is not read yet will be. */
async function backdateTakeaways(db: Db): Promise<void> {
  const sources = await db.takeawaySource.findMany({ where: { planId: { not: null } } });
  for (const { id, takeawayId, planId, version } of sources) {
    const told = await db.devPlanVersion.findFirst({
      where: { planId: planId ?? "", number: version ?? 0 },
    });
    if (!told) continue;
    const { createdAt } = told;
    await db.takeawaySource.update({ where: { id }, data: { at: createdAt } });
    await db.takeaway.update({ where: { id: takeawayId }, data: { createdAt } });
  }
}

/** A project was touched when one of its plans was. */
async function touchProjects(db: Db): Promise<void> {
  const projects = await db.project.findMany({ include: { plans: true } });
  for (const { id, plans } of projects) {
    const times = plans.map(({ updatedAt }) => updatedAt.getTime());
    const begun = plans.map(({ createdAt }) => createdAt.getTime());
    const data = {
      createdAt: new Date(Math.min(...begun) - DAY_MS),
      updatedAt: new Date(Math.max(...times)),
    };
    if (plans.length > 0) await db.project.update({ where: { id }, data });
  }
}
