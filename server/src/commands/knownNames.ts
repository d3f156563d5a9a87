import type { Plans } from "../planning/plans.ts";
import type { Projects } from "../planning/projects.ts";
import type { RouterContext } from "./router.ts";

/** What the person has by name: all projects, and the plans of the one that is open. */
export async function knownNames(
  ownerId: string,
  projectId: string | null,
  { projects, plans }: { projects: Projects; plans: Plans },
): Promise<Pick<RouterContext, "projects" | "plans">> {
  const [names, titles] = await Promise.all([
    projects.names(ownerId),
    projectId === null ? [] : plans.titles(ownerId, projectId),
  ]);
  return { projects: names, plans: titles };
}
