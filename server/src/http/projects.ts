import {
  ConversationSummary,
  CreateProject,
  pageOf,
  PageQuery,
  Plan,
  Project,
  ProjectQuery,
  ProjectSummary,
  UpdateProject,
} from "@voiceplan/protocol";
import type { SavedConversations } from "../conversation/savedConversations.ts";
import type { Plans } from "../planning/plans.ts";
import type { Projects } from "../planning/projects.ts";
import { etagOf, ifMatch } from "./etag.ts";
import { ById, operation, type OperationGroup } from "./operation.ts";

export interface ProjectServices {
  ownerId: string;
  projects: Projects;
  plans: Plans;
  saved: SavedConversations;
}

/** `/api/projects`. */
export function projectOperations(services: ProjectServices): OperationGroup {
  const { ownerId, projects, plans, saved } = services;
  const operations = [
    operation({
      method: "get",
      path: "/",
      summary: "Lists projects.",
      query: ProjectQuery,
      answer: pageOf(ProjectSummary),
      run: ({ query }) => projects.page(ownerId, query),
    }),
    operation({
      method: "post",
      path: "/",
      summary: "Creates a project; with the id of an existing one it changes nothing.",
      body: CreateProject,
      status: 201,
      answer: Project,
      async run({ body, response }) {
        const project = await projects.create(ownerId, body);
        response.location(`/api/projects/${project.id}`).set("ETag", etagOf(project));
        return project;
      },
    }),
    operation({
      method: "get",
      path: "/:id",
      summary: "Reads a project.",
      params: ById,
      answer: Project,
      async run({ params, response }) {
        const project = await projects.get(ownerId, params.id);
        response.set("ETag", etagOf(project));
        return project;
      },
    }),
    operation({
      method: "put",
      path: "/:id",
      summary: "Changes a project. With `If-Match` only where nobody else has changed it.",
      params: ById,
      body: UpdateProject,
      answer: Project,
      async run({ params, body, request, response }) {
        const project = await projects.update(ownerId, params.id, body, ifMatch(request, body));
        response.set("ETag", etagOf(project));
        return project;
      },
    }),
    operation({
      method: "delete",
      path: "/:id",
      summary: "Archives a project. Its plans and conversations stay.",
      params: ById,
      answer: Project,
      run: ({ params }) => projects.update(ownerId, params.id, { status: "archived" }),
    }),
    operation({
      method: "post",
      path: "/:id/restore",
      summary: "Takes a project out of the archive.",
      params: ById,
      answer: Project,
      run: ({ params }) => projects.update(ownerId, params.id, { status: "active" }),
    }),
    operation({
      method: "get",
      path: "/:id/plans",
      summary: "Lists the plans of a project, the one changed last first.",
      params: ById,
      query: PageQuery,
      answer: pageOf(Plan),
      async run({ params, query }) {
        const { id: projectId } = await projects.get(ownerId, params.id);
        return plans.page(ownerId, { ...query, projectId });
      },
    }),
    operation({
      method: "get",
      path: "/:id/conversations",
      summary: "Lists the conversations about a project.",
      params: ById,
      query: PageQuery,
      answer: pageOf(ConversationSummary),
      async run({ params, query }) {
        const { id: projectId } = await projects.get(ownerId, params.id);
        return saved.page(ownerId, { ...query, projectId });
      },
    }),
  ];
  return { path: "/api/projects", tag: "Projects", operations };
}
