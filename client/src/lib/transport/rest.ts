import type {
  Plan,
  PlanVersion,
  PlanVersionSummary,
  Project,
  ProjectSummary,
  SystemReport,
  TurnTiming,
} from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import { ClientProblem } from "./clientProblem.ts";
import { misunderstood } from "./parse.ts";
import { isWire, type WireSchema } from "./wireSchema.ts";

export const getSystem = (): Promise<SystemReport> => request(wire.system, "/api/system");

export async function listProjects(): Promise<ProjectSummary[]> {
  return (await request(wire.projectPage, "/api/projects?limit=100")).items;
}

export const createProject = (name: string): Promise<Project> =>
  request(wire.project, "/api/projects", { id: crypto.randomUUID(), name });

export const getPlan = (planId: string): Promise<Plan> => request(wire.plan, planPath(planId));

/** The plans of a project, the one changed last first. */
export async function listPlans(projectId: string): Promise<Plan[]> {
  const path = `/api/projects/${encodeURIComponent(projectId)}/plans`;
  return (await request(wire.planPage, path)).items;
}

/** The versions of a plan, the newest first. */
export async function listVersions(planId: string): Promise<PlanVersionSummary[]> {
  return (await request(wire.versionPage, `${planPath(planId)}/versions?limit=100`)).items;
}

export const getVersion = (planId: string, number: number): Promise<PlanVersion> =>
  request(wire.planVersion, `${planPath(planId)}/versions/${number}`);

/** How long the latest turns took, the newest first. */
export async function listTimings(): Promise<TurnTiming[]> {
  return (await request(wire.timingPage, "/api/timings?limit=200")).items;
}

function planPath(planId: string): string {
  return `/api/devplans/${encodeURIComponent(planId)}`;
}

/** GET, or POST where there is a body. Rejects with a `ClientProblem`. */
async function request<T>(schema: WireSchema<T>, path: string, body?: object): Promise<T> {
  const response = await send(path, body);
  const value: unknown = await response.json().catch(() => null);
  if (response.ok) {
    if (isWire(schema, value)) return value;
    throw misunderstood();
  }
  if (isWire(wire.httpProblem, value)) {
    throw new ClientProblem(value.code, value.detail, { retryable: value.retryable });
  }
  throw new ClientProblem("unavailable", "The server cannot answer just now. Try again.", {
    retryable: true,
  });
}

async function send(path: string, body?: object): Promise<Response> {
  const headers = { "content-type": "application/json" };
  const init = body ? { method: "POST", headers, body: JSON.stringify(body) } : {};
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new ClientProblem("unavailable", "The server cannot be reached. Try again.", {
      retryable: true,
      cause,
    });
  }
}
