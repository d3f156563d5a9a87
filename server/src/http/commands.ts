import { Interpretation, InterpretRequest } from "@voiceplan/protocol";
import { Router } from "express";
import { parseRequest } from "../lib/parseRequest.ts";
import type { CommandRouter } from "../commands/router.ts";
import type { Projects } from "../planning/projects.ts";

/** `/api/commands`. Interpreting changes nothing. */
export function commandRoutes(ownerId: string, router: CommandRouter, projects: Projects): Router {
  const routes = Router();
  routes.post("/interpret", async (request, response) => {
    const { text } = parseRequest(InterpretRequest, request.body);
    const known = await projects.list(ownerId);
    const match = router.interpret(text, { projects: known.map(({ name }) => name) });
    response.json(Interpretation.parse(match ?? { command: null }));
  });
  return routes;
}
