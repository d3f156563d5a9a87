import { Overview } from "@voiceplan/protocol";
import type { Projects } from "../planning/projects.ts";
import { operation, type OperationGroup } from "./operation.ts";

export interface OverviewServices {
  ownerId: string;
  projects: Projects;
}

/** `/api/overview`. */
export function overviewOperations({ ownerId, projects }: OverviewServices): OperationGroup {
  const operations = [
    operation({
      method: "get",
      path: "/",
      summary: "Counts projects, plans and tasks, and lists the tags in use.",
      answer: Overview,
      run: () => projects.overview(ownerId),
    }),
  ];
  return { path: "/api/overview", tag: "Projects", operations };
}
