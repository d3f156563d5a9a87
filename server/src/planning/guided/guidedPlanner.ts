import type { Planner, PlannerRequest, PlannerStep } from "../planner.ts";
import type { Plans } from "../plans.ts";
import type { Projects } from "../projects.ts";

export interface GuidedPlannerOptions {
  projects: Projects;
  plans: Plans;
  now: () => Date;
}

/** The planner that needs no model: an interview per template. */
export class GuidedPlanner implements Planner {
  readonly name = "guided";
  readonly #options: GuidedPlannerOptions;

  constructor(options: GuidedPlannerOptions) {
    this.#options = options;
  }

  async *reply(request: PlannerRequest): AsyncIterable<PlannerStep> {
    await this.#options.projects.list(request.focus.ownerId);
    yield { type: "text", delta: "What do you want to build?" };
  }
}
