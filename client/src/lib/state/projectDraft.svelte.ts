import type { Project, ProjectStatus, UpdateProject } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { createProject, getProject, updateProject } from "../transport/rest/projects.ts";
import type { Tagged } from "../transport/rest/request.ts";
import { tagsOf } from "../words/tags.ts";

/** The details of a project while they are being written. */
export class ProjectDraft {
  name = $state("");
  description = $state("");
  tags = $state("");
  repositoryPath = $state("");
  status = $state<ProjectStatus>("active");
  isSaving = $state(false);
  problem = $state.raw<ClientProblem | null>(null);
  /** Somebody else has changed it meanwhile: their version, to choose between theirs and ours. */
  theirs = $state.raw<Project | null>(null);
  /** The project as it was read; null: it is a new one. */
  #base: Tagged<Project> | null;

  constructor(base: Tagged<Project> | null) {
    this.#base = base;
    if (base) this.#fill(base.value);
  }

  get isNew(): boolean {
    return this.#base === null;
  }

  /** The project as it is saved; null: it is not, and `problem` or `theirs` says why. */
  async save(): Promise<Project | null> {
    if (this.isSaving) return null;
    this.isSaving = true;
    this.problem = null;
    try {
      return await this.#write();
    } catch (error) {
      await this.#explain(ClientProblem.from(error));
      return null;
    } finally {
      this.isSaving = false;
    }
  }

  /** Begins again with what the other person made of it. */
  takeTheirs(): void {
    if (this.theirs) this.#fill(this.theirs);
    this.theirs = null;
  }

  #write(): Promise<Project> {
    const { status, ...fields } = this.#fields();
    if (this.#base === null) return createProject(fields);
    const { value, etag } = this.#base;
    return updateProject(value.id, { ...fields, status }, etag);
  }

  async #explain(problem: ClientProblem): Promise<void> {
    if (problem.code !== "precondition_failed" || this.#base === null) {
      this.problem = problem;
      return;
    }
    try {
      // From now on ours is meant to replace theirs: the next save names what they made.
      this.#base = await getProject(this.#base.value.id);
      this.theirs = this.#base.value;
    } catch (error) {
      this.problem = ClientProblem.from(error);
    }
  }

  #fields(): Required<UpdateProject> {
    return {
      name: this.name.trim(),
      description: this.description,
      tags: tagsOf(this.tags),
      repositoryPath: this.repositoryPath.trim() || null,
      status: this.status,
    };
  }

  #fill({ name, description, tags, repositoryPath, status }: Project): void {
    this.name = name;
    this.description = description;
    this.tags = tags.join(", ");
    this.repositoryPath = repositoryPath ?? "";
    this.status = status;
  }
}
