import { Interpretation, InterpretRequest } from "@voiceplan/protocol";
import type { CommandRouter } from "../commands/router.ts";
import type { Projects } from "../planning/projects.ts";
import { operation, type OperationGroup } from "./operation.ts";

export interface CommandServices {
  ownerId: string;
  router: CommandRouter;
  projects: Projects;
}

/** `/api/commands`. Interpreting changes nothing. */
export function commandOperations({ ownerId, router, projects }: CommandServices): OperationGroup {
  const interpret = operation({
    method: "post",
    path: "/interpret",
    summary: "Says which command a text is, or that it is for the planner.",
    body: InterpretRequest,
    answer: Interpretation,
    async run({ body: { text } }) {
      const known = await projects.list(ownerId);
      const match = router.interpret(text, { projects: known.map(({ name }) => name) });
      return Interpretation.parse(match ?? { command: null });
    },
  });
  return { path: "/api/commands", tag: "Commands", operations: [interpret] };
}
