import type { CreateTemplate, PlanTemplate } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import { at, request, requestNothing } from "./request.ts";

/** Ours first, then the person's own. */
export async function listTemplates(): Promise<PlanTemplate[]> {
  return (await request(wire.templatePage, "/api/templates")).items;
}

export const createTemplate = (body: Omit<CreateTemplate, "content">): Promise<PlanTemplate> =>
  request(wire.template, "/api/templates", { body });

export const deleteTemplate = (id: string): Promise<void> =>
  requestNothing(`/api/templates/${at(id)}`, { method: "DELETE" });
