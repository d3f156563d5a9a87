import { Prisma } from "../generated/client.ts";

/** Which passages are asked for. */
export interface PassageFilter {
  ownerId: string;
  projectId?: string | undefined;
  kind?: string | undefined;
  /** ISO 8601; when the source came to say it. */
  from?: string | undefined;
  to?: string | undefined;
  /** Those of older versions of a plan, too. */
  allVersions?: boolean | undefined;
  /** In the syntax of a web search: what has to be there, or must not be. */
  required?: string | null;
  exceptMessageId?: string | undefined;
  exceptProjectId?: string | undefined;
  /** What was decided or learned in it counts nevertheless. */
  exceptConversationId?: string | undefined;
}

/** The condition that a row of `memory_chunks c` passes. */
export function passes(filter: PassageFilter): Prisma.Sql {
  const { ownerId, projectId, allVersions, required } = filter;
  const parts = [Prisma.sql`c.owner_id = ${ownerId}::uuid`, ...ofKindAndTime(filter)];
  if (!allVersions) parts.push(Prisma.sql`c.is_current`);
  if (projectId) parts.push(Prisma.sql`c.project_id = ${projectId}::uuid`);
  if (required) parts.push(Prisma.sql`c.terms @@ websearch_to_tsquery('english', ${required})`);
  const excluded = isExcluded(filter);
  if (excluded) parts.push(Prisma.sql`(${excluded}) IS NOT TRUE`);
  return Prisma.join(parts, " AND ");
}

/**
 * The condition that a row of `memory_signs c` passes, of which the owner is known otherwise; null: signs
 * do not tell, the passages have to be asked.
 */
export function signsPass(filter: PassageFilter): Prisma.Sql | null {
  if (filter.projectId || filter.required) return null;
  const parts = [Prisma.sql`TRUE`, ...ofKindAndTime(filter)];
  const excluded = isExcluded(filter);
  if (excluded)
    parts.push(Prisma.sql`c.id NOT IN (
      SELECT c.id FROM memory_chunks c WHERE c.owner_id = ${filter.ownerId}::uuid AND (${excluded}))`);
  return Prisma.join(parts, " AND ");
}

function ofKindAndTime({ kind, from, to }: PassageFilter): Prisma.Sql[] {
  const parts: Prisma.Sql[] = [];
  if (kind) parts.push(Prisma.sql`c.source_kind = ${kind}`);
  if (from) parts.push(Prisma.sql`c.at >= ${from}::timestamptz`);
  if (to) parts.push(Prisma.sql`c.at < ${to}::timestamptz`);
  return parts;
}

/** Of a row of `memory_chunks c`; unknown where it is of no project or conversation. */
function isExcluded(filter: PassageFilter): Prisma.Sql | null {
  const { exceptMessageId, exceptProjectId, exceptConversationId } = filter;
  const parts: Prisma.Sql[] = [];
  if (exceptMessageId)
    parts.push(Prisma.sql`c.source_kind = 'message' AND c.source_id = ${exceptMessageId}::uuid`);
  if (exceptProjectId) parts.push(Prisma.sql`c.project_id = ${exceptProjectId}::uuid`);
  if (exceptConversationId)
    parts.push(Prisma.sql`c.conversation_id = ${exceptConversationId}::uuid
      AND c.source_kind NOT IN ('decision', 'lesson')`);
  return parts.length === 0 ? null : Prisma.join(parts, " OR ");
}
