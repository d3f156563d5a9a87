import type { PlanDetail } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import { ClientProblem } from "../transport/clientProblem.ts";
import { createPlan, importPlan } from "../transport/rest/plans.ts";
import { isWire } from "../transport/wireSchema.ts";

/** Makes a plan of a file: Markdown, or JSON as this service exports it. Rejects with a `ClientProblem`. */
export async function importPlanFile(projectId: string, file: File): Promise<PlanDetail> {
  const text = await file.text();
  if (!/\.json$/i.test(file.name) && file.type !== "application/json") {
    const title = /^#\s+\S/m.test(text) ? undefined : file.name.replace(/\.\w+$/, "");
    return createPlan({ projectId, title, content: text, changeSummary: `From ${file.name}` });
  }
  const plan = parsed(text);
  if (isWire(wire.planFile, plan)) return importPlan(projectId, plan);
  throw new ClientProblem(
    "invalid_payload",
    `${file.name} is not a plan as Voiceplan exports it, so nothing was imported. Choose a Markdown file, or JSON from “Export”.`,
  );
}

/** Null where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
