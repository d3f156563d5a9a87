import type { PlanStatus } from "@voiceplan/protocol";
import { statusFlow } from "./planStatus.ts";

/** Which plans are shown: what the page's address says. */
export interface PlanFilter {
  q: string;
  /** Null: any. */
  status: PlanStatus | null;
}

/** What the query of an address asks for; what it says wrongly counts as not said. */
export function readPlanFilter(query: Pick<URLSearchParams, "get">): PlanFilter {
  return {
    q: query.get("q") ?? "",
    status: statusFlow.find((status) => status === query.get("status")) ?? null,
  };
}

/** The query of its address, without what goes without saying. */
export function planAddress({ q, status }: PlanFilter): string {
  const query = new URLSearchParams();
  if (q !== "") query.set("q", q);
  if (status !== null) query.set("status", status);
  return query.toString();
}
