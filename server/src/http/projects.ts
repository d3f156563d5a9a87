import { CreateProject, Id } from "@voiceplan/protocol";
import { Router } from "express";
import type { Plans } from "../planning/plans.ts";
import type { Projects } from "../planning/projects.ts";
import { PageQuery } from "./pageQuery.ts";

/** `/api/projects`. */
export function projectRoutes(ownerId: string, projects: Projects, plans: Plans): Router {
  const router = Router();
  router.get("/", async (request, response) => {
    response.json(await projects.page(ownerId, PageQuery.parse(request.query)));
  });
  router.post("/", async (request, response) => {
    const project = await projects.create(ownerId, CreateProject.parse(request.body));
    response.status(201).location(`/api/projects/${project.id}`).json(project);
  });
  router.get("/:id", async (request, response) => {
    response.json(await projects.get(ownerId, Id.parse(request.params.id)));
  });
  router.get("/:id/plans", async (request, response) => {
    const project = await projects.get(ownerId, Id.parse(request.params.id));
    response.json(await plans.pageOfProject(ownerId, project.id, PageQuery.parse(request.query)));
  });
  return router;
}
