import { pageOf, PageQuery, TurnTiming } from "@voiceplan/protocol";
import type { TurnTimings } from "../conversation/turnTimings.ts";
import { operation, type OperationGroup } from "./operation.ts";

export interface TimingServices {
  ownerId: string;
  timings: TurnTimings;
}

/** `/api/timings`. */
export function timingOperations({ ownerId, timings }: TimingServices): OperationGroup {
  const operations = [
    operation({
      method: "get",
      path: "/",
      summary: "Lists how long turns took, the newest first.",
      query: PageQuery,
      answer: pageOf(TurnTiming),
      run: ({ query }) => timings.page(ownerId, query),
    }),
  ];
  return { path: "/api/timings", tag: "Timings", operations };
}
