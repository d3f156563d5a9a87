import { randomUUID } from "node:crypto";
import { Plan, PlanReview } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { Plans } from "../planning/plans.ts";
import type { PlanStanding } from "../planning/planStanding.ts";
import { etagOf } from "./etag.ts";
import { ById, operation, type Operation } from "./operation.ts";

interface ReviewServices {
  ownerId: string;
  plans: Plans;
  standing: PlanStanding;
}

/** What was changed in conversation, accepted or taken back. */
export function reviewOperation({ ownerId, plans, standing }: ReviewServices): Operation {
  return operation({
    method: "post",
    path: "/:id/review",
    summary:
      "Accepts what was changed in conversation since `reviewFrom`, or rejects it: a new version reads as before.",
    params: ById,
    body: PlanReview,
    answer: Plan,
    async run({ params: { id }, body: { decision, version }, response }) {
      let plan = await plans.get(ownerId, id);
      if (decision === "accept") plan = await standing.accept(ownerId, id, version);
      else plan = await reject(plan, version);
      response.set("ETag", etagOf(plan));
      return plan;
    },
  });

  async function reject({ id, reviewFrom }: Plan, version: number): Promise<Plan> {
    if (!reviewFrom) {
      throw new Problem("conflict", "Nothing waits to be accepted or rejected in this plan.");
    }
    const { content, metadata } = await plans.requireVersion(ownerId, id, reviewFrom);
    const rejected = {
      content,
      metadata,
      changeSummary: `Rejected what was changed since version ${reviewFrom}`,
      author: "user",
      conversationId: null,
      sourceKey: randomUUID(),
    } as const;
    const saved = await plans.addVersion(ownerId, id, rejected, (current) => {
      if (current.currentVersion === version && current.reviewFrom === reviewFrom) return;
      throw new Problem(
        "conflict",
        "The plan was changed since you looked at it. Nothing was rejected: look at it again.",
      );
    });
    return saved.plan;
  }
}
