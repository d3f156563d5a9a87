import { randomUUID } from "node:crypto";
import {
  CreatePlan,
  CreateVersion,
  ImportPlan,
  PageQuery,
  pageOf,
  Plan,
  PlanDetail,
  PlanQuery,
  PlanVersion,
  PlanVersionSummary,
  StatusChange,
  UpdatePlan,
  type PlanVersion as Version,
} from "@voiceplan/protocol";
import { z } from "zod";
import { readPlanInput, titleOf } from "../planning/planInput.ts";
import type { PlanTemplates } from "../planning/planTemplates.ts";
import type { Plans } from "../planning/plans.ts";
import type { PlanStanding } from "../planning/planStanding.ts";
import { etagOf, ifMatch } from "./etag.ts";
import { ById, operation, type OperationGroup } from "./operation.ts";
import { diffOperation } from "./planDiff.ts";
import { exportOperation } from "./planExport.ts";
import { reviewOperation } from "./planReview.ts";

export interface PlanServices {
  ownerId: string;
  plans: Plans;
  standing: PlanStanding;
  templates: PlanTemplates;
}

const Number = z.coerce.number().int().min(1).max(2_147_483_647);
const ByVersion = ById.extend({ number: Number });
const ByPerson = { author: "user", conversationId: null } as const;

/** `/api/devplans`. */
export function planOperations({
  ownerId,
  plans,
  standing,
  templates,
}: PlanServices): OperationGroup {
  const versionOf = (id: string, number: number) => plans.requireVersion(ownerId, id, number);
  const detailOf = async (plan: Plan): Promise<PlanDetail> => {
    const { content, sections, metadata } = await versionOf(plan.id, plan.currentVersion);
    return { ...plan, content, sections, metadata };
  };
  const operations = [
    operation({
      method: "get",
      path: "/",
      summary: "Lists plans, the one changed last first.",
      query: PlanQuery,
      answer: pageOf(Plan),
      run: ({ query }) => plans.page(ownerId, query),
    }),
    operation({
      method: "post",
      path: "/",
      summary: "Creates a plan with version 1, from Markdown or a template.",
      body: CreatePlan,
      status: 201,
      answer: PlanDetail,
      async run({ body, response }) {
        const { projectId, templateId, changeSummary = "First version" } = body;
        const template = templateId && (await templates.get(ownerId, templateId));
        const content = body.content ?? (template ? template.example : undefined);
        const read = readPlanInput({ content, metadata: body.metadata });
        const title = titleOf(body.title, read.content);
        const version = { ...read, ...ByPerson, changeSummary, sourceKey: randomUUID() };
        const saved = await plans.create(ownerId, { projectId, title, ...version });
        response.location(`/api/devplans/${saved.plan.id}`).set("ETag", etagOf(saved.plan));
        return detailOf(saved.plan);
      },
    }),
    operation({
      method: "post",
      path: "/import",
      summary: "Makes a plan of one that was exported as JSON.",
      body: ImportPlan,
      status: 201,
      answer: PlanDetail,
      async run({ body: { projectId, plan: file }, response }) {
        const { title, status, version } = file;
        const { content, metadata, changeSummary, author } = version;
        const saved = await plans.create(ownerId, {
          ...{ projectId, title, status, content, metadata, changeSummary, author },
          conversationId: null,
          sourceKey: randomUUID(),
        });
        response.location(`/api/devplans/${saved.plan.id}`).set("ETag", etagOf(saved.plan));
        return detailOf(saved.plan);
      },
    }),
    operation({
      method: "get",
      path: "/:id",
      summary: "Reads a plan with its newest version.",
      params: ById,
      answer: PlanDetail,
      async run({ params, response }) {
        const plan = await plans.get(ownerId, params.id);
        response.set("ETag", etagOf(plan));
        return detailOf(plan);
      },
    }),
    operation({
      method: "put",
      path: "/:id",
      summary:
        "Changes a plan; content or metadata make a new version. With `If-Match` only where nobody else has changed it.",
      params: ById,
      body: UpdatePlan,
      answer: PlanDetail,
      async run({ params: { id }, body, request, response }) {
        const { title, status, comment, content, metadata, changeSummary } = body;
        let check = ifMatch(request, body);
        let plan = await plans.get(ownerId, id);
        check(plan);
        if (content !== undefined || metadata !== undefined) {
          const saved = await plans.revise(
            ownerId,
            id,
            randomUUID(),
            (newest) => ({
              ...readPlanInput({ content, metadata }, newest),
              ...ByPerson,
              title,
              changeSummary: changeSummary ?? "Edited",
            }),
            check,
          );
          plan = saved.plan;
          check = () => undefined;
        }
        if (status !== undefined || title !== undefined) {
          plan = await standing.update(
            ownerId,
            id,
            { title, status, comment, author: "user" },
            check,
          );
        }
        response.set("ETag", etagOf(plan));
        return detailOf(plan);
      },
    }),
    operation({
      method: "delete",
      path: "/:id",
      summary: "Deletes a plan. `POST …/restore` brings it back.",
      params: ById,
      status: 204,
      async run({ params, request }) {
        await standing.delete(ownerId, params.id, ifMatch(request, null));
        return undefined;
      },
    }),
    operation({
      method: "post",
      path: "/:id/restore",
      summary: "Brings a deleted plan back.",
      params: ById,
      answer: Plan,
      run: ({ params }) => standing.undelete(ownerId, params.id),
    }),
    operation({
      method: "get",
      path: "/:id/status-changes",
      summary: "Who moved the plan from one status to another, and when. Oldest first.",
      params: ById,
      answer: z.object({ items: z.array(StatusChange), nextCursor: z.null() }),
      async run({ params }) {
        const { id } = await plans.get(ownerId, params.id);
        return { items: await standing.statusChanges(ownerId, id), nextCursor: null };
      },
    }),
    operation({
      method: "get",
      path: "/:id/versions",
      summary: "Lists the versions of a plan, the newest first.",
      params: ById,
      query: PageQuery,
      answer: pageOf(PlanVersionSummary),
      async run({ params, query }) {
        const { id } = await plans.get(ownerId, params.id);
        return plans.versionsPage(ownerId, id, query);
      },
    }),
    operation({
      method: "post",
      path: "/:id/versions",
      summary: "Adds a version.",
      params: ById,
      body: CreateVersion,
      status: 201,
      answer: PlanVersion,
      async run({ params: { id }, body, request, response }) {
        const { title, changeSummary = "Edited" } = body;
        const saved = await plans.revise(
          ownerId,
          id,
          randomUUID(),
          (newest) => ({ ...readPlanInput(body, newest), ...ByPerson, title, changeSummary }),
          ifMatch(request, body),
        );
        response
          .location(`/api/devplans/${id}/versions/${saved.version}`)
          .set("ETag", etagOf(saved.plan));
        return versionOf(id, saved.version);
      },
    }),
    operation({
      method: "get",
      path: "/:id/versions/:number",
      summary: "Reads a version.",
      params: ByVersion,
      answer: PlanVersion,
      async run({ params: { id, number } }) {
        await plans.get(ownerId, id);
        return versionOf(id, number);
      },
    }),
    operation({
      method: "post",
      path: "/:id/versions/:number/restore",
      summary: "Makes a new version that is like an earlier one.",
      params: ByVersion,
      status: 201,
      answer: PlanVersion,
      async run({ params: { id, number }, request }) {
        await plans.get(ownerId, id);
        const { content, metadata }: Version = await versionOf(id, number);
        const changeSummary = `Back to version ${number}`;
        const version = { content, metadata, ...ByPerson, changeSummary, sourceKey: randomUUID() };
        const saved = await plans.addVersion(ownerId, id, version, ifMatch(request, null));
        return versionOf(id, saved.version);
      },
    }),
    diffOperation({ ownerId, plans }),
    reviewOperation({ ownerId, plans, standing }),
    exportOperation({ ownerId, plans }),
  ];
  return { path: "/api/devplans", tag: "Plans", operations };
}
