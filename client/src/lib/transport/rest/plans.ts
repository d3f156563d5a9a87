import type {
  CreatePlan,
  Plan,
  PlanDetail,
  PlanFile,
  PlanQuery,
  PlanReview,
  PlanVersion,
  PlanVersionSummary,
  StatusChange,
  UpdatePlan,
  VersionsDiff,
} from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import type { Page } from "./projects.ts";
import { at, queryOf, request, requestNothing, requestTagged, type Tagged } from "./request.ts";

const path = (planId: string): string => `/api/devplans/${at(planId)}`;

export const pageOfPlans = (query: Partial<PlanQuery>): Promise<Page<Plan>> =>
  request(wire.planPage, `/api/devplans${queryOf(query)}`);

export const getPlan = (planId: string): Promise<Plan> => request(wire.plan, path(planId));

/** With its newest version. */
export const getPlanDetail = (planId: string): Promise<Tagged<PlanDetail>> =>
  requestTagged(wire.planDetail, path(planId));

/** The plans of a project, the one changed last first. */
export async function listPlans(projectId: string): Promise<Plan[]> {
  return (await request(wire.planPage, `/api/projects/${at(projectId)}/plans`)).items;
}

export const createPlan = (body: CreatePlan): Promise<PlanDetail> =>
  request(wire.planDetail, "/api/devplans", { body });

/** Rejects with `precondition_failed` where somebody else changed it since `ifMatch`. */
export const updatePlan = (
  planId: string,
  body: UpdatePlan,
  ifMatch: string | null = null,
): Promise<Tagged<PlanDetail>> =>
  requestTagged(wire.planDetail, path(planId), { method: "PUT", body, ifMatch });

export const deletePlan = (planId: string): Promise<void> =>
  requestNothing(path(planId), { method: "DELETE" });

/** Brings a deleted plan back. */
export const undeletePlan = (planId: string): Promise<Plan> =>
  request(wire.plan, `${path(planId)}/restore`, { method: "POST" });

export const importPlan = (projectId: string, plan: PlanFile): Promise<PlanDetail> =>
  request(wire.planDetail, "/api/devplans/import", { body: { projectId, plan } });

/** Accepts what was changed by talking, or has it taken back. */
export const reviewPlan = (planId: string, body: PlanReview): Promise<Plan> =>
  request(wire.plan, `${path(planId)}/review`, { body });

/** The versions of a plan, the newest first. */
export async function listVersions(planId: string): Promise<PlanVersionSummary[]> {
  return (await pageOfVersions(planId, null)).items;
}

export const pageOfVersions = (
  planId: string,
  cursor: string | null,
): Promise<Page<PlanVersionSummary>> =>
  request(wire.versionPage, `${path(planId)}/versions${queryOf({ limit: 100, cursor })}`);

export const getVersion = (planId: string, number: number): Promise<PlanVersion> =>
  request(wire.planVersion, `${path(planId)}/versions/${number}`);

/** Two versions compared, the older first. */
export const diffVersions = (planId: string, from: number, to: number): Promise<VersionsDiff> =>
  request(wire.versionsDiff, `${path(planId)}/diff${queryOf({ from, to })}`);

/** Makes a new version that is like an earlier one. */
export const restoreVersion = (planId: string, number: number): Promise<PlanVersion> =>
  request(wire.planVersion, `${path(planId)}/versions/${number}/restore`, { method: "POST" });

export async function listStatusChanges(planId: string): Promise<StatusChange[]> {
  return (await request(wire.statusChanges, `${path(planId)}/status-changes`)).items;
}

/** Where a plan is to be had as a file. */
export function exportUrl(planId: string, format: string, version: number | null = null): string {
  return `${path(planId)}/export${queryOf({ format, version })}`;
}
