import type { CreateProject, Project, ProjectSummary } from "@voiceplan/protocol";

/** The person's projects. (Interface only for now; the store's builder replaces this file.) */
export interface Projects {
  /** Creates it; with the id of an existing project it returns that one unchanged. */
  create(ownerId: string, input: CreateProject): Promise<Project>;
  find(ownerId: string, id: string): Promise<Project | null>;
  /** Most recently touched first, archived ones left out. */
  list(ownerId: string): Promise<ProjectSummary[]>;
  /** Marks it as the most recent. */
  touch(id: string): Promise<void>;
}
