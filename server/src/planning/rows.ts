import type { Plan, PlanVersion, PlanVersionSummary, Project } from "@voiceplan/protocol";
import { PlanMetadata, PlanSection } from "@voiceplan/protocol";
import { z } from "zod";
import type * as Row from "../store/generated/client.ts";

const Sections = z.array(PlanSection);

/** A project as the wire has it. */
export function toProject(row: Row.Project): Project {
  const { id, name, description, status, tags, repositoryPath } = row;
  return { id, name, description, status, tags, repositoryPath, ...times(row) };
}

/** A plan as the wire has it. */
export function toPlan(row: Row.DevPlan): Plan {
  const { id, projectId, title, status, currentVersion } = row;
  return { id, projectId, title, status, currentVersion, ...times(row) };
}

/** The columns that {@link toVersionSummary} reads. */
export const summaryColumns = {
  planId: true,
  number: true,
  changeSummary: true,
  author: true,
  conversationId: true,
  createdAt: true,
} as const;

/** A version without its text. */
export function toVersionSummary(
  row: Pick<Row.DevPlanVersion, keyof typeof summaryColumns>,
): PlanVersionSummary {
  const { planId, number, changeSummary, author, conversationId } = row;
  const createdAt = row.createdAt.toISOString();
  return { planId, number, changeSummary, author, conversationId, createdAt };
}

/** A version with its text. Throws when its JSON has not the shape that we write. */
export function toVersion(row: Row.DevPlanVersion): PlanVersion {
  return {
    ...toVersionSummary(row),
    content: row.content,
    sections: Sections.parse(row.sections),
    metadata: PlanMetadata.parse(row.metadata),
  };
}

function times(row: { createdAt: Date; updatedAt: Date }) {
  return { createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
