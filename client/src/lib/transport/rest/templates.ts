import type { CreateTemplate, PlanTemplate } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import { request } from "./request.ts";

/** Ours first, then the person's own. */
export async function listTemplates(): Promise<PlanTemplate[]> {
  return (await request(wire.templatePage, "/api/templates")).items;
}

export const createTemplate = (body: Omit<CreateTemplate, "content">): Promise<PlanTemplate> =>
  request(wire.template, "/api/templates", { body });
