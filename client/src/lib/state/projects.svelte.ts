import type { Project, ProjectSummary } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { createProject, listProjects } from "../transport/rest/projects.ts";

/** The projects to choose from. */
export class ProjectsStore {
  items = $state.raw<readonly ProjectSummary[] | null>(null);
  problem = $state.raw<ClientProblem | null>(null);

  /** Resolves in any case; what failed is in `problem`. */
  async load(): Promise<void> {
    this.problem = null;
    try {
      this.items = await listProjects();
    } catch (error) {
      this.problem = ClientProblem.from(error);
    }
  }

  /** Null: it could not be created, and `problem` says why. */
  async create(name: string): Promise<Project | null> {
    this.problem = null;
    try {
      return await createProject({ name });
    } catch (error) {
      this.problem = ClientProblem.from(error);
      return null;
    }
  }
}
