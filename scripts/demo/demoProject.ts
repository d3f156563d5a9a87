import type { CreateProject, PlanStatus, ProjectStatus } from "@voiceplan/protocol";

/** A later version: passages of the text before, each with what stands there instead. */
export interface DemoChange {
  summary: string;
  edits: readonly (readonly [from: string, to: string])[];
}

export interface DemoPlan {
  /** Version 1, with front matter. */
  text: string;
  changes?: readonly DemoChange[];
  /** The statuses after "draft", in their order, each with why. */
  statuses?: readonly (readonly [PlanStatus, comment?: string])[];
}

export interface DemoProject extends CreateProject {
  status?: ProjectStatus;
  plans: readonly DemoPlan[];
  /** What somebody says about it, a conversation each. */
  conversations?: readonly (readonly string[])[];
}
