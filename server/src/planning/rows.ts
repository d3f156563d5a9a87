import type {
  Plan,
  PlanVersion,
  PlanVersionSummary,
  Project,
  StatusChange,
} from "@voiceplan/protocol";
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
  const { id, projectId, title, status, currentVersion, reviewFrom, tasksDone, tasksTotal } = row;
  const progress = { done: tasksDone, total: tasksTotal };
  return { id, projectId, title, status, currentVersion, progress, reviewFrom, ...times(row) };
}

/** The columns that {@link toVersionSummary} reads. */
export const summaryColumns = {
  planId: true,
  number: true,
  changeSummary: true,
  author: true,
  conversationId: true,
  messageId: true,
  createdAt: true,
} as const;

/** A version without its text. */
export function toVersionSummary(
  row: Pick<Row.DevPlanVersion, keyof typeof summaryColumns>,
): PlanVersionSummary {
  const { createdAt, ...summary } = row;
  return { ...summary, createdAt: createdAt.toISOString() };
}

/** A version with its text. Throws when its JSON has not the shape that we write. */
export function toVersion(row: Row.DevPlanVersion): PlanVersion {
  const { planId, number, changeSummary, author, conversationId, messageId, createdAt } = row;
  return {
    ...toVersionSummary({
      planId,
      number,
      changeSummary,
      author,
      conversationId,
      messageId,
      createdAt,
    }),
    content: row.content,
    sections: Sections.parse(row.sections),
    metadata: PlanMetadata.parse(row.metadata),
  };
}

/** A change of a plan's status as the wire has it. */
export function toStatusChange(row: Row.PlanStatusChange): StatusChange {
  const { from, to, comment, author, version, at } = row;
  return { from, to, comment, author, version, at: at.toISOString() };
}

function times(row: { createdAt: Date; updatedAt: Date }) {
  return { createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
