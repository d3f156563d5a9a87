import {
  HttpProblem,
  Plan,
  PlanVersion,
  PlanVersionSummary,
  Project,
  ProjectSummary,
  SystemReport,
} from "@voiceplan/protocol";
import { z } from "zod";
import { ClientProblem } from "./clientProblem.ts";

const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

const ProjectPage = page(ProjectSummary);
const PlanPage = page(Plan);
const VersionPage = page(PlanVersionSummary);

export const getSystem = (): Promise<SystemReport> => request(SystemReport, "/api/system");

export async function listProjects(): Promise<ProjectSummary[]> {
  return (await request(ProjectPage, "/api/projects?limit=100")).items;
}

export const createProject = (name: string): Promise<Project> =>
  request(Project, "/api/projects", { id: crypto.randomUUID(), name });

export const getPlan = (planId: string): Promise<Plan> =>
  request(Plan, `/api/devplans/${encodeURIComponent(planId)}`);

/** The plans of a project, the one changed last first. */
export async function listPlans(projectId: string): Promise<Plan[]> {
  return (await request(PlanPage, `/api/projects/${encodeURIComponent(projectId)}/plans`)).items;
}

/** The versions of a plan, the newest first. */
export async function listVersions(planId: string): Promise<PlanVersionSummary[]> {
  const path = `/api/devplans/${encodeURIComponent(planId)}/versions?limit=100`;
  return (await request(VersionPage, path)).items;
}

export const getVersion = (planId: string, number: number): Promise<PlanVersion> =>
  request(PlanVersion, `/api/devplans/${encodeURIComponent(planId)}/versions/${number}`);

/** GET, or POST where there is a body. Rejects with a `ClientProblem`. */
async function request<T>(schema: z.ZodType<T>, path: string, body?: object): Promise<T> {
  const response = await send(path, body);
  const value: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const problem = HttpProblem.safeParse(value);
    if (problem.success) {
      const { code, detail, retryable } = problem.data;
      throw new ClientProblem(code, detail, { retryable });
    }
    throw new ClientProblem("unavailable", "The server cannot answer just now. Try again.", {
      retryable: true,
    });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ClientProblem(
    "internal",
    "The server answered in a way that this page does not understand. Reload it.",
    { cause: parsed.error },
  );
}

async function send(path: string, body?: object): Promise<Response> {
  const init: RequestInit = body
    ? {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }
    : {};
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new ClientProblem("unavailable", "The server cannot be reached. Try again.", {
      retryable: true,
      cause,
    });
  }
}
