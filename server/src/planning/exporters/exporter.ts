import type { Plan, PlanVersion } from "@voiceplan/protocol";

/** What is exported: a plan in one of its versions. */
export interface ExportedPlan {
  plan: Plan;
  version: PlanVersion;
}

/** Writes a plan in one format. */
export interface Exporter {
  /** What `?format=` names it. */
  format: string;
  /** With its character set, where it is text. */
  mediaType: string;
  /** Of a file, without the dot. */
  extension: string;
  write(exported: ExportedPlan): Promise<string | Uint8Array> | string | Uint8Array;
}
