import type { Db } from "../../store/db.ts";
import type { Job } from "../../store/memory/jobs.ts";
import { fromMessage } from "./fromMessage.ts";
import { fromPlan } from "./fromPlan.ts";
import type { FoundTakeaway } from "./takeawayIn.ts";

/** The message or the version of a plan that tells something. */
export type Teller =
  { messageId: string; conversationId: string } | { planId: string; version: number };

/** The decisions and lessons that a source tells about a project. */
export interface Told {
  projectId: string;
  teller: Teller;
  at: Date;
  found: readonly FoundTakeaway[];
}

/** What the source of a job tells now; null where it is not one that tells anything, or is not there. */
export function readTold(db: Db, job: Job): Promise<Told | null> {
  switch (job.kind) {
    case "message":
      return ofMessage(db, job.sourceId);
    case "plan":
      return ofPlan(db, job.sourceId);
    case "project":
    case "conversation":
    case "decision":
    case "lesson":
      return Promise.resolve(null);
  }
}

/** A command decides nothing, whatever its words; and whether it is one is known with its answer. */
async function ofMessage(db: Db, id: string): Promise<Told | null> {
  const message = await db.message.findUnique({
    where: {
      ...{ id, role: "user", answeredAt: { not: null }, projectId: { not: null } },
      conversation: { deletedAt: null },
      // Where a model has said what is to be remembered of it, it knows better.
      takeaways: { none: { takeaway: { sourceKey: { not: null } } } },
    },
  });
  if (!message?.projectId) return null;
  const { content, conversationId, projectId, createdAt: at } = message;
  const found = fromMessage(content);
  const key = { conversationId, key: `command:${id}` };
  const command =
    found.length > 0 &&
    (await db.conversationEvent.findUnique({ where: { conversationId_key: key } }));
  return {
    ...{ projectId, at, teller: { messageId: id, conversationId } },
    found: command ? [] : found,
  };
}

async function ofPlan(db: Db, id: string): Promise<Told | null> {
  const plan = await db.devPlan.findUnique({
    where: { id, deletedAt: null },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const [newest] = plan?.versions ?? [];
  if (!plan || !newest) return null;
  const { number: version, content, createdAt: at } = newest;
  const teller = { planId: id, version };
  return { projectId: plan.projectId, teller, at, found: fromPlan(content) };
}
