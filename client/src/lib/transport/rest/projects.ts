import type {
  CreateProject,
  Overview,
  Project,
  ProjectQuery,
  ProjectSummary,
  UpdateProject,
} from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import { at, queryOf, request, requestTagged, type Tagged } from "./request.ts";

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export const pageOfProjects = (query: Partial<ProjectQuery>): Promise<Page<ProjectSummary>> =>
  request(wire.projectPage, `/api/projects${queryOf(query)}`);

export async function listProjects(): Promise<ProjectSummary[]> {
  return (await pageOfProjects({ limit: 100 })).items;
}

export const getProject = (id: string): Promise<Tagged<Project>> =>
  requestTagged(wire.project, `/api/projects/${at(id)}`);

export const createProject = (fields: Omit<CreateProject, "id">): Promise<Project> =>
  request(wire.project, "/api/projects", { body: { id: crypto.randomUUID(), ...fields } });

export const updateProject = (
  id: string,
  body: UpdateProject,
  ifMatch: string | null = null,
): Promise<Project> =>
  request(wire.project, `/api/projects/${at(id)}`, { method: "PUT", body, ifMatch });

export const archiveProject = (id: string): Promise<Project> =>
  request(wire.project, `/api/projects/${at(id)}`, { method: "DELETE" });

export const restoreProject = (id: string): Promise<Project> =>
  request(wire.project, `/api/projects/${at(id)}/restore`, { method: "POST" });

export const getOverview = (): Promise<Overview> => request(wire.overview, "/api/overview");
