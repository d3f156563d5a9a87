import { Plan, PlanVersion, PlanVersionSummary, ProjectSummary } from "@voiceplan/protocol";
import { z } from "zod";

const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

async function get<T extends z.ZodType>(url: string, schema: T): Promise<z.infer<T>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return schema.parse(await response.json());
}

/** What the database holds, asked over REST, past the page. */
export const rest = {
  projects: async (url: string) => (await get(`${url}/api/projects`, pageOf(ProjectSummary))).items,

  plans: async (url: string, projectId: string) =>
    (await get(`${url}/api/projects/${projectId}/plans`, pageOf(Plan))).items,

  versions: async (url: string, planId: string) =>
    (await get(`${url}/api/devplans/${planId}/versions`, pageOf(PlanVersionSummary))).items,

  version: (url: string, planId: string, number: number) =>
    get(`${url}/api/devplans/${planId}/versions/${number}`, PlanVersion),
};
