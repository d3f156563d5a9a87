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

const OF_PASSAGE = Prisma.sql`c.terms`;
const OF_SIGNS = Prisma.sql`(SELECT terms FROM memory_chunks passage WHERE passage.id = c.id)`;

/** The condition that a row of `memory_chunks c` passes. */
export function passes(filter: PassageFilter): Prisma.Sql {
  return condition(filter, OF_PASSAGE);
}

/** The condition that a row of `memory_signs c` passes. */
export function signsPass(filter: PassageFilter): Prisma.Sql {
  return condition(filter, OF_SIGNS);
}

function condition(filter: PassageFilter, terms: Prisma.Sql): Prisma.Sql {
  const { ownerId, projectId, kind, from, to, allVersions, required } = filter;
  const { exceptMessageId, exceptProjectId, exceptConversationId } = filter;
  const parts = [Prisma.sql`c.owner_id = ${ownerId}::uuid`];
  if (!allVersions) parts.push(Prisma.sql`c.is_current`);
  if (projectId) parts.push(Prisma.sql`c.project_id = ${projectId}::uuid`);
  if (kind) parts.push(Prisma.sql`c.source_kind = ${kind}`);
  if (from) parts.push(Prisma.sql`c.at >= ${from}::timestamptz`);
  if (to) parts.push(Prisma.sql`c.at < ${to}::timestamptz`);
  if (required) parts.push(Prisma.sql`${terms} @@ websearch_to_tsquery('english', ${required})`);
  if (exceptMessageId) parts.push(Prisma.sql`c.source_id <> ${exceptMessageId}::uuid`);
  if (exceptProjectId)
    parts.push(Prisma.sql`c.project_id IS DISTINCT FROM ${exceptProjectId}::uuid`);
  if (exceptConversationId)
    parts.push(Prisma.sql`(c.conversation_id IS DISTINCT FROM ${exceptConversationId}::uuid
      OR c.source_kind IN ('decision', 'lesson'))`);
  return Prisma.join(parts, " AND ");
}
