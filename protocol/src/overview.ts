import { z } from "zod";
import { PlanProgress } from "./plan.ts";

/** Everything that is not archived or deleted, in numbers. */
export const Overview = z.object({
  projects: z.int(),
  plans: z.int(),
  /** The checkboxes of all these plans. */
  progress: PlanProgress,
  /** Every tag of these projects, in the order of the alphabet. */
  tags: z.array(z.string()),
});
export type Overview = z.infer<typeof Overview>;
