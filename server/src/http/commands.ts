import { Interpretation, InterpretRequest } from "@voiceplan/protocol";
import { knownNames } from "../commands/knownNames.ts";
import type { CommandRouter } from "../commands/router.ts";
import type { Plans } from "../planning/plans.ts";
import type { Projects } from "../planning/projects.ts";
import { operation, type OperationGroup } from "./operation.ts";

export interface CommandServices {
  ownerId: string;
  router: CommandRouter;
  projects: Projects;
  plans: Plans;
}

/** `/api/commands`. Interpreting changes nothing. */
export function commandOperations(services: CommandServices): OperationGroup {
  const { ownerId, router, projects } = services;
  const interpret = operation({
    method: "post",
    path: "/interpret",
    summary: "Says which command a text is, or that it is for the planner.",
    body: InterpretRequest,
    answer: Interpretation,
    async run({ body: { text, projectId = null } }) {
      if (projectId !== null) await projects.get(ownerId, projectId);
      const match = router.interpret(text, await knownNames(ownerId, projectId, services));
      return Interpretation.parse(match ?? { command: null });
    },
  });
  return { path: "/api/commands", tag: "Commands", operations: [interpret] };
}
