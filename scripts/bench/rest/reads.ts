import { z } from "zod";

/** A read that a page or a program does, by the address that it asks for. */
export interface Read {
  name: string;
  paths: readonly string[];
}

const Listed = z.object({
  items: z.array(z.object({ id: z.string() })),
  nextCursor: z.string().nullable(),
});

/** So many of the things there are, so that no read is always the same. */
const SAMPLE = 60;

/** The reads of a filled instance at `url`. */
export async function readsOf(url: string): Promise<Read[]> {
  const list = async (path: string) => Listed.parse(await (await fetch(url + path)).json());
  const [plans, projects] = await Promise.all([
    list(`/api/devplans?limit=${SAMPLE}`),
    list(`/api/projects?limit=${SAMPLE}`),
  ]);
  const cursors: string[] = [];
  let cursor: string | null = null;
  do {
    const next = cursor === null ? "" : `&cursor=${cursor}`;
    ({ nextCursor: cursor } = await list(`/api/devplans?limit=200${next}`));
    if (cursor !== null) cursors.push(cursor);
  } while (cursor !== null);
  const ofPlans = (path: string) => plans.items.map(({ id }) => `/api/devplans/${id}${path}`);
  const ofProjects = (path: string) => projects.items.map(({ id }) => `/api/projects/${id}${path}`);
  return [
    { name: "overview", paths: ["/api/overview"] },
    { name: "projects, first page", paths: ["/api/projects"] },
    { name: "projects by plan count", paths: ["/api/projects?sort=plans"] },
    { name: "projects by words", paths: ["/api/projects?q=invoices", "/api/projects?q=portal"] },
    { name: "plans of a project", paths: ofProjects("/plans") },
    { name: "plans, first page", paths: ["/api/devplans"] },
    { name: "plans, any later page", paths: cursors.map((one) => `/api/devplans?cursor=${one}`) },
    {
      name: "plans by status and title",
      paths: ["/api/devplans?status=approved", "/api/devplans?q=9999", "/api/devplans?q=labels"],
    },
    { name: "plan with its text", paths: ofPlans("") },
    { name: "versions of a plan", paths: ofPlans("/versions") },
    { name: "a version", paths: ofPlans("/versions/3") },
    { name: "two versions compared", paths: ofPlans("/diff?from=3&to=10") },
  ];
}
