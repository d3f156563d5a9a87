import { DiffQuery, VersionsDiff } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import { diffPlans } from "../planning/diff.ts";
import { comparisonInWords } from "../planning/diffWords.ts";
import type { Plans } from "../planning/plans.ts";
import { ById, operation, type Operation } from "./operation.ts";

/** Two versions of a plan, compared. */
export function diffOperation({ ownerId, plans }: { ownerId: string; plans: Plans }): Operation {
  return operation({
    method: "get",
    path: "/:id/diff",
    summary: "Compares two versions, by section and by line, and in words.",
    params: ById,
    query: DiffQuery,
    answer: VersionsDiff,
    async run({ params, query }) {
      const plan = await plans.get(ownerId, params.id);
      const to = query.to ?? plan.currentVersion;
      const from = query.from ?? Math.max(1, to - 1);
      if (from > to) {
        throw new Problem(
          "invalid_payload",
          `The older version comes first: ask for from=${to} and to=${from}.`,
        );
      }
      const [before, after] = await Promise.all([
        plans.requireVersion(ownerId, plan.id, from),
        plans.requireVersion(ownerId, plan.id, to),
      ]);
      const diff = diffPlans(before, after);
      return { planId: plan.id, from, to, words: comparisonInWords(from, to, diff), ...diff };
    },
  });
}
