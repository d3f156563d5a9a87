import {
  CreateTakeaway,
  Id,
  pageOf,
  PageQuery,
  ProjectMemory,
  SimilarProject,
  Takeaway,
  TakeawayQuery,
  UpdateTakeaway,
} from "@voiceplan/protocol";
import { z } from "zod";
import type { SimilarProjects } from "../memory/similarProjects.ts";
import type { Takeaways } from "../memory/takeaways/takeaways.ts";
import { etagOf, ifMatch } from "./etag.ts";
import { ById, operation, type OperationGroup } from "./operation.ts";

export interface ProjectMemoryServices {
  ownerId: string;
  takeaways: Takeaways;
  similar: SimilarProjects;
}

const Named = z.object({ id: Id, takeawayId: Id });

/** `/api/projects/:id/memory`: what is remembered of a project. */
export function projectMemoryOperations(services: ProjectMemoryServices): OperationGroup {
  const { ownerId, takeaways, similar } = services;
  const operations = [
    operation({
      method: "get",
      path: "/:id/memory",
      summary:
        "Reads what is remembered of a project: the newest decisions and lessons, and what is like it.",
      params: ById,
      query: PageQuery.omit({ cursor: true }),
      answer: ProjectMemory,
      async run({ params: { id }, query: { limit } }) {
        const part = { limit, cursor: null };
        const [decisions, lessons] = await Promise.all([
          takeaways.page(ownerId, id, { kind: "decision", ...part }),
          takeaways.page(ownerId, id, { kind: "lesson", ...part }),
        ]);
        return { decisions, lessons, similar: await similar.of(ownerId, id) };
      },
    }),
    operation({
      method: "get",
      path: "/:id/memory/similar",
      summary:
        "Lists the projects that are like it, with what they share, the one most like it first.",
      params: ById,
      answer: z.object({ items: z.array(SimilarProject), nextCursor: z.null() }),
      run: async ({ params }) => ({
        items: await similar.of(ownerId, params.id),
        nextCursor: null,
      }),
    }),
    operation({
      method: "get",
      path: "/:id/memory/takeaways",
      summary: "Lists the decisions and lessons of a project, the newest first.",
      params: ById,
      query: TakeawayQuery,
      answer: pageOf(Takeaway),
      run: ({ params, query: { kind, forgotten, ...part } }) =>
        takeaways.page(ownerId, params.id, { kind, isForgotten: forgotten === "true", ...part }),
    }),
    operation({
      method: "post",
      path: "/:id/memory/takeaways",
      summary:
        "Adds a decision or a lesson by hand. Where the project has it already, it is that one.",
      params: ById,
      body: CreateTakeaway,
      status: 201,
      answer: Takeaway,
      async run({ params, body, response }) {
        const takeaway = await takeaways.create(ownerId, params.id, body);
        const { id } = takeaway;
        response.location(`/api/projects/${params.id}/memory/takeaways/${id}`);
        response.set("ETag", etagOf(takeaway));
        return takeaway;
      },
    }),
    operation({
      method: "get",
      path: "/:id/memory/takeaways/:takeawayId",
      summary: "Reads a decision or a lesson, forgotten or not.",
      params: Named,
      answer: Takeaway,
      async run({ params: { id, takeawayId }, response }) {
        const takeaway = await takeaways.get(ownerId, id, takeawayId);
        response.set("ETag", etagOf(takeaway));
        return takeaway;
      },
    }),
    operation({
      method: "put",
      path: "/:id/memory/takeaways/:takeawayId",
      summary: "Corrects it. With `If-Match` only where nobody else has changed it.",
      params: Named,
      body: UpdateTakeaway,
      answer: Takeaway,
      async run({ params: { id, takeawayId }, body, request, response }) {
        const check = ifMatch(request, body);
        const takeaway = await takeaways.update(ownerId, id, takeawayId, body, check);
        response.set("ETag", etagOf(takeaway));
        return takeaway;
      },
    }),
    operation({
      method: "delete",
      path: "/:id/memory/takeaways/:takeawayId",
      summary:
        "Forgets it, also when it is said again. It can be brought back. Only this entry goes: the message or the plan that says it stays as it is, and is found.",
      params: Named,
      status: 204,
      async run({ params: { id, takeawayId }, request }) {
        await takeaways.forget(ownerId, id, takeawayId, ifMatch(request, null));
        return undefined;
      },
    }),
    operation({
      method: "post",
      path: "/:id/memory/takeaways/:takeawayId/restore",
      summary: "Brings back what was forgotten.",
      params: Named,
      answer: Takeaway,
      run: ({ params: { id, takeawayId } }) => takeaways.restore(ownerId, id, takeawayId),
    }),
  ];
  return { path: "/api/projects", tag: "Memory", operations };
}
