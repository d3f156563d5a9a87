import type { Takeaway, TakeawaySource } from "@voiceplan/protocol";
import type { Prisma } from "../../store/generated/client.ts";

const isThere = { OR: [{ conversation: { deletedAt: null } }, { plan: { deletedAt: null } }] };

/** With what tells it, oldest first, without what was deleted. */
export const withSources = {
  sources: {
    where: isThere,
    orderBy: [{ at: "asc" as const }, { id: "asc" as const }],
    include: { conversation: { select: { title: true } }, plan: { select: { title: true } } },
  },
};

/**
 * Those that can be seen: something tells them that was not deleted, or the person wrote or changed them
 * by hand. A deleted conversation or plan takes along what only it told, and nothing of the person's own.
 */
export const isVisible = {
  OR: [{ sources: { some: isThere } }, { isOwn: true }],
} satisfies Prisma.TakeawayWhereInput;

type Row = Prisma.TakeawayGetPayload<{ include: typeof withSources }>;

/** A takeaway as the wire has it. */
export function toTakeaway(row: Row): Takeaway {
  const { id, projectId, kind, text, isOwn, forgottenAt, createdAt, updatedAt } = row;
  return {
    ...{ id, projectId, kind, text, isOwn },
    sources: row.sources.flatMap((source) => toSource(source) ?? []),
    forgottenAt: forgottenAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function toSource(source: Row["sources"][number]): TakeawaySource | null {
  const { messageId, conversationId, planId, version, conversation, plan } = source;
  const at = source.at.toISOString();
  if (messageId !== null && conversationId !== null) {
    const title = conversation?.title ?? "Conversation";
    return { kind: "message", messageId, conversationId, title, at };
  }
  if (planId === null || version === null) return null;
  return { kind: "plan", planId, version, title: plan?.title ?? "", at };
}
