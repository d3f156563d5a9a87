import { CreateProject, Id } from "@voiceplan/protocol";
import { Router } from "express";
import { parseRequest } from "../lib/parseRequest.ts";
import type { Plans } from "../planning/plans.ts";
import type { Projects } from "../planning/projects.ts";
import { PageQuery } from "./pageQuery.ts";

/** `/api/projects`. */
export function projectRoutes(ownerId: string, projects: Projects, plans: Plans): Router {
  const router = Router();
  router.get("/", async (request, response) => {
    response.json(await projects.page(ownerId, parseRequest(PageQuery, request.query)));
  });
  router.post("/", async (request, response) => {
    const project = await projects.create(ownerId, parseRequest(CreateProject, request.body));
    response.status(201).location(`/api/projects/${project.id}`).json(project);
  });
  router.get("/:id", async (request, response) => {
    response.json(await projects.get(ownerId, parseRequest(Id, request.params.id)));
  });
  router.get("/:id/plans", async (request, response) => {
    const project = await projects.get(ownerId, parseRequest(Id, request.params.id));
    response.json(
      await plans.pageOfProject(ownerId, project.id, parseRequest(PageQuery, request.query)),
    );
  });
  return router;
}
