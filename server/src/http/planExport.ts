import { z } from "zod";
import { exporters, exportFormats } from "../planning/exporters/index.ts";
import type { Plans } from "../planning/plans.ts";
import { Problem } from "../lib/problem.ts";
import { ById, operation, type Operation } from "./operation.ts";

const ExportQuery = z.object({
  format: z.enum(exportFormats).default("md"),
  version: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
});

/** A plan as a file, in any of the formats there are. */
export function exportOperation({ ownerId, plans }: { ownerId: string; plans: Plans }): Operation {
  return operation({
    method: "get",
    path: "/:id/export",
    summary: "A plan as a file.",
    params: ById,
    query: ExportQuery,
    media: exporters.map(({ mediaType }) => mediaType),
    async run({ params, query, response }) {
      const plan = await plans.get(ownerId, params.id);
      const number = query.version ?? plan.currentVersion;
      const version = await plans.requireVersion(ownerId, plan.id, number);
      const exporter = exporters.find(({ format }) => format === query.format);
      if (!exporter) throw new Problem("invalid_payload", `There is no format ${query.format}.`);
      const file = await exporter.write({ plan, version });
      response.attachment(`${fileName(plan.title)}-v${number}.${exporter.extension}`);
      response.type(exporter.mediaType);
      response.send(typeof file === "string" ? file : Buffer.from(file));
      return undefined;
    },
  });
}

function fileName(title: string): string {
  const plain = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return plain.replace(/^-|-$/g, "").slice(0, 80) || "plan";
}
