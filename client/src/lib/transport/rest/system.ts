import type { SystemReport, TurnTiming } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import { request } from "./request.ts";

export const getSystem = (): Promise<SystemReport> => request(wire.system, "/api/system");

/** How long the latest turns took, the newest first. */
export async function listTimings(): Promise<TurnTiming[]> {
  return (await request(wire.timingPage, "/api/timings?limit=200")).items;
}
