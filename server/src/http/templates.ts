import { CreateTemplate, PlanTemplate } from "@voiceplan/protocol";
import { z } from "zod";
import { Problem } from "../lib/problem.ts";
import type { PlanTemplates } from "../planning/planTemplates.ts";
import type { Plans } from "../planning/plans.ts";
import { operation, type OperationGroup } from "./operation.ts";

export interface TemplateServices {
  ownerId: string;
  plans: Plans;
  templates: PlanTemplates;
}

const ByWord = z.object({ id: z.string().min(1).max(60) });

/** `/api/templates`. */
export function templateOperations(services: TemplateServices): OperationGroup {
  const { ownerId, plans, templates } = services;
  const operations = [
    operation({
      method: "get",
      path: "/",
      summary: "Lists the kinds of plans: ours, then the person's own.",
      answer: z.object({ items: z.array(PlanTemplate), nextCursor: z.null() }),
      run: async () => ({ items: await templates.list(ownerId), nextCursor: null }),
    }),
    operation({
      method: "post",
      path: "/",
      summary: "Makes a template of a plan, or of Markdown.",
      body: CreateTemplate,
      status: 201,
      answer: PlanTemplate,
      async run({ body: { planId, content, ...named } }) {
        if (content !== undefined) return templates.create(ownerId, { ...named, content });
        if (planId === undefined) {
          throw new Problem("invalid_payload", "Send planId or content: what to make it of.");
        }
        const plan = await plans.get(ownerId, planId);
        const version = await plans.version(ownerId, plan.id, plan.currentVersion);
        return templates.create(ownerId, { ...named, content: version?.content ?? "" });
      },
    }),
    operation({
      method: "get",
      path: "/:id",
      summary: "Reads a template.",
      params: ByWord,
      answer: PlanTemplate,
      run: ({ params }) => templates.get(ownerId, params.id),
    }),
    operation({
      method: "delete",
      path: "/:id",
      summary: "Deletes one of the person's own templates.",
      params: z.object({ id: z.uuid() }),
      status: 204,
      async run({ params }) {
        await templates.delete(ownerId, params.id);
        return undefined;
      },
    }),
  ];
  return { path: "/api/templates", tag: "Templates", operations };
}
