import { Router } from "express";
import { commandOperations, type CommandServices } from "./commands.ts";
import { docsPage } from "./docsPage.ts";
import { openApiDocument } from "./openapi.ts";
import { routerOf } from "./operation.ts";
import { overviewOperations } from "./overview.ts";
import { planOperations, type PlanServices } from "./plans.ts";
import { projectOperations, type ProjectServices } from "./projects.ts";
import { projectMemoryOperations, type ProjectMemoryServices } from "./projectMemory.ts";
import { searchOperations, type SearchServices } from "./search.ts";
import { sessionOperations, type SessionServices } from "./sessions.ts";
import { templateOperations, type TemplateServices } from "./templates.ts";
import { timingOperations, type TimingServices } from "./timings.ts";
import { voiceOperations, type VoiceServices } from "./voice.ts";

export type ApiServices = CommandServices &
  PlanServices &
  ProjectServices &
  ProjectMemoryServices &
  SearchServices &
  SessionServices &
  TemplateServices &
  TimingServices &
  VoiceServices & { version: string };

/** The REST API as OpenAPI describes it, with the description itself. */
export function api(services: ApiServices): Router {
  const router = Router();
  const groups = [
    projectOperations(services),
    projectMemoryOperations(services),
    overviewOperations(services),
    planOperations(services),
    sessionOperations(services),
    templateOperations(services),
    searchOperations(services),
    commandOperations(services),
    timingOperations(services),
    voiceOperations(services),
  ];
  for (const group of groups) router.use(group.path, routerOf(group));
  const document = openApiDocument(groups, services.version);
  const page = docsPage(document);
  router.get("/api/openapi.json", (_request, response) => {
    response.json(document);
  });
  router.get("/api/docs", (_request, response) => {
    response.type("html").send(page);
  });
  return router;
}
