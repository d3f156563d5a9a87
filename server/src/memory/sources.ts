import { isDeepStrictEqual } from "node:util";
import type { Db } from "../store/db.ts";
import type { NewChunk } from "../store/memory/chunks.ts";
import type { Job } from "../store/memory/jobs.ts";
import { chunksOf, headingPath } from "./chunk.ts";
import { passagesOf } from "./passages.ts";
import { isVisible, withSources } from "./takeaways/takeawayRow.ts";

/** A state of a source; of a plan there is one for each version. */
export interface SourceState {
  chunks: NewChunk[];
  /** Whether what is there no more is kept as what an older version says. */
  keepsOld: boolean;
}

/** What there is to remember of a source, oldest state first; without one it is to be forgotten. */
export function readSource(db: Db, job: Job): Promise<SourceState[]> {
  switch (job.kind) {
    case "project":
      return readProject(db, job.sourceId);
    case "plan":
      return readPlan(db, job.sourceId);
    case "message":
      return readMessage(db, job.sourceId);
    case "conversation":
      return readConversation(db, job.sourceId);
    case "decision":
    case "lesson":
      return readTakeaway(db, job.kind, job.sourceId);
  }
}

const nothing = { projectId: null, planId: null, conversationId: null, version: null };
const isThere = { status: { not: "archived" } } as const;

async function readProject(db: Db, id: string): Promise<SourceState[]> {
  const project = await db.project.findUnique({ where: { id, ...isThere } });
  if (!project) return [];
  const { ownerId, name, description, tags, createdAt } = project;
  const source = {
    ...nothing,
    ...{ ownerId, projectId: id, sourceKind: "project", sourceId: id, title: name },
    at: createdAt.toISOString(),
  };
  const text = [description, tags.join(", ")].filter((part) => part.trim() !== "").join("\n\n");
  const passages = passagesOf(text);
  const whole = passages.length > 0 ? passages : [{ headings: [], content: name }];
  return [{ chunks: chunksOf(source, whole), keepsOld: false }];
}

async function readPlan(db: Db, id: string): Promise<SourceState[]> {
  const plan = await db.devPlan.findUnique({
    where: { id, deletedAt: null, project: isThere },
    include: { project: { select: { ownerId: true, name: true } } },
  });
  if (!plan) return [];
  const { title, projectId, project } = plan;
  const known = await db.memoryChunk.findFirst({
    where: { sourceKind: "plan", sourceId: id },
    orderBy: { version: "desc" },
    select: { version: true, title: true, heading: true },
  });
  // Under another name every passage is another one: all versions are read anew.
  const isRenamed =
    known !== null && (known.title !== title || !isUnder(project.name, known.heading));
  const since = isRenamed || known === null ? 1 : (known.version ?? 1);
  const versions = await db.devPlanVersion.findMany({
    where: { planId: id, number: { gte: since } },
    orderBy: { number: "asc" },
    select: { number: true, content: true, createdAt: true },
  });
  return versions.map(({ number, content, createdAt }, index) => {
    const source = {
      ...{ ownerId: project.ownerId, projectId, planId: id, conversationId: null },
      ...{ sourceKind: "plan", sourceId: id, version: number, title, at: createdAt.toISOString() },
    };
    const passages = passagesOf(content);
    const whole = passages.length > 0 ? passages : [{ headings: [], content: title }];
    return { chunks: chunksOf(source, whole, [project.name]), keepsOld: !isRenamed || index > 0 };
  });
}

/** Whether a heading path begins with this one; the name of a project may look like a path itself. */
function isUnder(name: string, heading: string): boolean {
  const above = headingPath(name);
  return isDeepStrictEqual(headingPath(heading).slice(0, above.length), above);
}

/** Fewer words say nothing that anybody looks for. */
const LEAST_WORDS = 3;

async function readMessage(db: Db, id: string): Promise<SourceState[]> {
  const message = await db.message.findUnique({
    where: { id, conversation: { deletedAt: null } },
    include: { conversation: { include: { project: true } } },
  });
  if (!message || message.content.trim().split(/\s+/).length < LEAST_WORDS) return [];
  const { conversation, content, createdAt } = message;
  const { project, ownerId } = conversation;
  if (project?.status === "archived") return [];
  const source = {
    ...nothing,
    ...{ ownerId, projectId: project?.id ?? null, conversationId: conversation.id },
    ...{ sourceKind: "message", sourceId: id, title: project?.name ?? "Conversation" },
    at: createdAt.toISOString(),
  };
  return [{ chunks: chunksOf(source, passagesOf(content)), keepsOld: false }];
}

async function readConversation(db: Db, id: string): Promise<SourceState[]> {
  const conversation = await db.conversation.findUnique({
    where: { id, deletedAt: null },
    include: { project: true },
  });
  const summary = conversation?.summary ?? "";
  if (!conversation || summary === "" || conversation.project?.status === "archived") return [];
  const { ownerId, project, title, updatedAt } = conversation;
  const source = {
    ...nothing,
    ...{ ownerId, projectId: project?.id ?? null, conversationId: id },
    ...{
      sourceKind: "conversation",
      sourceId: id,
      title: title ?? project?.name ?? "Conversation",
    },
    at: updatedAt.toISOString(),
  };
  return [{ chunks: chunksOf(source, passagesOf(summary)), keepsOld: false }];
}

async function readTakeaway(
  db: Db,
  kind: "decision" | "lesson",
  id: string,
): Promise<SourceState[]> {
  const takeaway = await db.takeaway.findUnique({
    where: { id, kind, forgottenAt: null, project: isThere, ...isVisible },
    include: { ...withSources, project: true },
  });
  if (!takeaway) return [];
  const { project, sources, text, createdAt } = takeaway;
  const { planId = null, conversationId = null, version = null } = sources[0] ?? {};
  const source = {
    ...{ ownerId: project.ownerId, projectId: project.id, planId, conversationId, version },
    ...{ sourceKind: kind, sourceId: id, title: project.name, at: createdAt.toISOString() },
  };
  return [{ chunks: chunksOf(source, [{ headings: [], content: text }]), keepsOld: false }];
}
