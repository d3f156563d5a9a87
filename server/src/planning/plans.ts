import type { Author, Plan, PlanMetadata, PlanVersion, PlanVersionSummary } from "@voiceplan/protocol";

export interface NewVersion {
  content: string;
  metadata: PlanMetadata;
  changeSummary: string;
  author: Author;
  conversationId: string | null;
  /** A version with this key exists: it is returned, and nothing is written. */
  sourceKey: string;
}

/** Plans and their versions. (Interface only for now; the store's builder replaces this file.) */
export interface Plans {
  /** A new plan with version 1. */
  create(
    ownerId: string,
    input: NewVersion & { projectId: string; title: string },
  ): Promise<{ plan: Plan; version: number }>;
  /** The next version of a plan, numbered without gaps under concurrent writers. */
  addVersion(
    ownerId: string,
    planId: string,
    input: NewVersion & { title?: string },
  ): Promise<{ plan: Plan; version: number }>;
  find(ownerId: string, id: string): Promise<Plan | null>;
  /** Most recently touched first. */
  listOfProject(ownerId: string, projectId: string): Promise<Plan[]>;
  version(ownerId: string, planId: string, number: number): Promise<PlanVersion | null>;
  /** Newest first. */
  versions(ownerId: string, planId: string): Promise<PlanVersionSummary[]>;
}
