import type { Plans } from "./plans.ts";
import type { Projects } from "./projects.ts";

/** What planners need of the projects. */
export type ProjectStore = Pick<Projects, "create" | "find" | "list">;

/** What planners need of the plans. */
export type PlanStore = Pick<
  Plans,
  "create" | "addVersion" | "find" | "listOfProject" | "version" | "versions"
>;
