import { Id } from "@voiceplan/protocol";
import { Router } from "express";
import { parseRequest } from "../lib/parseRequest.ts";
import { z } from "zod";
import { Problem } from "../lib/problem.ts";
import type { Plans } from "../planning/plans.ts";

const VersionNumber = z.coerce.number().int().min(1).max(2_147_483_647);
const ExportQuery = z.object({
  format: z.enum(["md", "json"]).default("md"),
  version: VersionNumber.optional(),
});

/** `/api/devplans`. */
export function planRoutes(ownerId: string, plans: Plans): Router {
  const router = Router();
  const planOf = (id: unknown) => plans.get(ownerId, parseRequest(Id, id));
  const versionOf = async (planId: string, number: number) => {
    const version = await plans.version(ownerId, planId, number);
    if (!version) throw new Problem("not_found", `The plan has no version ${number}.`);
    return version;
  };

  router.get("/:id", async (request, response) => {
    const plan = await planOf(request.params.id);
    const { content, sections, metadata } = await versionOf(plan.id, plan.currentVersion);
    response.json({ ...plan, content, sections, metadata });
  });
  router.get("/:id/versions", async (request, response) => {
    const { id } = await planOf(request.params.id);
    response.json({ items: await plans.versions(ownerId, id), nextCursor: null });
  });
  router.get("/:id/versions/:number", async (request, response) => {
    const { id } = await planOf(request.params.id);
    response.json(await versionOf(id, parseRequest(VersionNumber, request.params.number)));
  });
  router.get("/:id/export", async (request, response) => {
    const plan = await planOf(request.params.id);
    const { format, version: number = plan.currentVersion } = parseRequest(
      ExportQuery,
      request.query,
    );
    const version = await versionOf(plan.id, number);
    response.attachment(`${fileName(plan.title)}-v${number}.${format}`);
    if (format === "json") response.json({ ...plan, version });
    else response.type("text/markdown; charset=utf-8").send(version.content);
  });
  return router;
}

function fileName(title: string): string {
  const plain = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return plain.replace(/^-|-$/g, "").slice(0, 80) || "plan";
}
