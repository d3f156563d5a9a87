import { randomUUID } from "node:crypto";
import type { Plan, PlanVersion, Project, ProjectSummary, Takeaway } from "@voiceplan/protocol";
import { parsePlan } from "./planMarkdown.ts";
import { progressOf } from "./progress.ts";
import type { NewVersion } from "./plans.ts";
import type { PlanStore, ProjectStore } from "./planStore.ts";
import type { TakeawayStore } from "./takeawayStore.ts";

const at = "2025-11-21T10:00:00.000Z";

/** Projects and plans in memory, with the promises of the real ones, for tests of planners. */
export interface MemoryStore {
  projects: ProjectStore;
  plans: PlanStore;
  takeaways: TakeawayStore;
  all: { projects: Project[]; plans: Plan[]; versions: PlanVersion[]; takeaways: Takeaway[] };
}

export function memoryStore(): MemoryStore {
  const all: MemoryStore["all"] = { projects: [], plans: [], versions: [], takeaways: [] };
  const keys = new Map<string, PlanVersion>();
  const kept = new Map<string, Takeaway>();

  function write(
    plan: Plan,
    input: NewVersion & { title?: string },
  ): { plan: Plan; version: number } {
    plan.currentVersion += 1;
    plan.title = input.title ?? plan.title;
    const { content, metadata, changeSummary, author, conversationId, messageId = null } = input;
    plan.progress = progressOf(content);
    const version: PlanVersion = {
      planId: plan.id,
      number: plan.currentVersion,
      content,
      sections: parsePlan(content).sections,
      metadata,
      changeSummary,
      author,
      conversationId,
      messageId,
      createdAt: at,
    };
    all.versions.push(version);
    keys.set(input.sourceKey, version);
    return { plan: { ...plan }, version: version.number };
  }
  function written(sourceKey: string): { plan: Plan; version: number } | null {
    const version = keys.get(sourceKey);
    const plan = all.plans.find(({ id }) => id === version?.planId);
    return version === undefined || plan === undefined
      ? null
      : { plan: { ...plan }, version: version.number };
  }

  const projects: ProjectStore = {
    create(
      _ownerId,
      { id = randomUUID(), name, description = "", tags = [], repositoryPath = null },
    ) {
      const known = all.projects.find((project) => project.id === id);
      if (known !== undefined) return Promise.resolve(known);
      const project: Project = {
        id,
        name,
        description,
        tags,
        repositoryPath,
        status: "active",
        createdAt: at,
        updatedAt: at,
      };
      all.projects.push(project);
      return Promise.resolve(project);
    },
    find: (_ownerId, id) =>
      Promise.resolve(all.projects.find((project) => project.id === id) ?? null),
    list: () =>
      Promise.resolve(
        all.projects.map((project): ProjectSummary => ({ ...project, planCount: 0 })),
      ),
  };
  const plans: PlanStore = {
    create(_ownerId, input) {
      const known = written(input.sourceKey);
      if (known !== null) return Promise.resolve(known);
      const { projectId, title } = input;
      const plan: Plan = {
        id: randomUUID(),
        projectId,
        title,
        status: "draft",
        currentVersion: 0,
        progress: { done: 0, total: 0 },
        createdAt: at,
        updatedAt: at,
      };
      all.plans.push(plan);
      return Promise.resolve(write(plan, input));
    },
    addVersion(_ownerId, planId, input) {
      const known = written(input.sourceKey);
      if (known !== null) return Promise.resolve(known);
      const plan = all.plans.find(({ id }) => id === planId);
      return plan === undefined
        ? Promise.reject(new Error("no such plan"))
        : Promise.resolve(write(plan, input));
    },
    find: (_ownerId, id) => {
      const plan = all.plans.find((candidate) => candidate.id === id);
      return Promise.resolve(plan === undefined ? null : { ...plan });
    },
    listOfProject: (_ownerId, projectId) =>
      Promise.resolve(all.plans.filter((plan) => plan.projectId === projectId)),
    version: (_ownerId, planId, number) =>
      Promise.resolve(
        all.versions.find((version) => version.planId === planId && version.number === number) ??
          null,
      ),
    versions: (_ownerId, planId) =>
      Promise.resolve(all.versions.filter((version) => version.planId === planId).toReversed()),
  };
  const takeaways: TakeawayStore = {
    remember(_ownerId, { projectId, kind, text, sourceKey }) {
      const known = kept.get(sourceKey);
      if (known) return Promise.resolve(known);
      const takeaway: Takeaway = {
        ...{ id: randomUUID(), projectId, kind, text, sources: [], isOwn: false },
        ...{ forgottenAt: null, createdAt: at, updatedAt: at },
      };
      all.takeaways.push(takeaway);
      kept.set(sourceKey, takeaway);
      return Promise.resolve(takeaway);
    },
  };
  return { projects, plans, takeaways, all };
}
