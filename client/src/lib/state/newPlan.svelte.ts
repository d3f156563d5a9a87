import type { PlanDetail, PlanTemplate } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { createPlan } from "../transport/rest/plans.ts";
import { listTemplates } from "../transport/rest/templates.ts";
import { planStart } from "../words/planStart.ts";

/** A plan that is about to be begun by hand. */
export class NewPlan {
  readonly projectId: string;
  /** Null: not there yet. */
  templates = $state.raw<readonly PlanTemplate[] | null>(null);
  problem = $state.raw<ClientProblem | null>(null);
  isSaving = $state(false);

  constructor(projectId: string) {
    this.projectId = projectId;
  }

  /** Resolves in any case; what failed is in `problem`. */
  async load(): Promise<void> {
    try {
      this.templates = await listTemplates();
    } catch (error) {
      this.problem = ClientProblem.from(error);
    }
  }

  /** Null: it is not made, and `problem` says why. */
  async create(title: string, template: PlanTemplate | null): Promise<PlanDetail | null> {
    if (this.isSaving) return null;
    this.isSaving = true;
    this.problem = null;
    try {
      const content = planStart(title, template?.example ?? null);
      return await createPlan({ projectId: this.projectId, title, content });
    } catch (error) {
      this.problem = ClientProblem.from(error);
      return null;
    } finally {
      this.isSaving = false;
    }
  }
}
