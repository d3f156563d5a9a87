import type { Change, ConversationSummary, Plan, Project } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { deletePlan, pageOfPlans } from "../transport/rest/plans.ts";
import { getProject } from "../transport/rest/projects.ts";
import { pageOfSessions } from "../transport/rest/sessions.ts";
import type { Follower } from "./changeFeed.ts";
import { NewPlan } from "./newPlan.svelte.ts";
import { byId, PagedList } from "./pagedList.svelte.ts";
import { importPlanFile } from "./planImport.ts";
import { ProjectActions } from "./projectActions.ts";
import { ProjectDraft } from "./projectDraft.svelte.ts";
import type { ToastStore } from "./toasts.svelte.ts";

/** A project with what belongs to it. */
export class ProjectPage implements Follower {
  readonly id: string;
  readonly actions: ProjectActions;
  readonly plans = new PagedList<Plan>(byId);
  readonly conversations = new PagedList<ConversationSummary>(byId);
  project = $state.raw<Project | null>(null);
  problem = $state.raw<ClientProblem | null>(null);
  /** Its details, while they are open; null: they are not. */
  draft = $state.raw<ProjectDraft | null>(null);
  /** The plan that is about to be begun; null: none. */
  newPlan = $state.raw<NewPlan | null>(null);
  readonly #toasts: ToastStore;
  #request = 0;

  constructor(id: string, toasts: ToastStore) {
    this.id = id;
    this.#toasts = toasts;
    this.actions = new ProjectActions(toasts);
  }

  /** Resolves in any case; what failed is in `problem`. */
  async load(): Promise<void> {
    await this.#loadProject();
    if (this.problem) return;
    await Promise.all([
      this.plans.show((part) => pageOfPlans({ projectId: this.id, ...part })),
      this.conversations.show((part) => pageOfSessions({ projectId: this.id, ...part })),
    ]);
  }

  follow(change: Change): void {
    switch (change.kind) {
      case "project":
        if (change.project.id === this.id) this.#show(change.project);
        break;
      case "plan":
        if (change.plan.projectId === this.id) this.plans.refreshSoon();
        break;
      case "plan.deleted":
        if (change.projectId === this.id) this.plans.refreshSoon();
        break;
      case "conversation":
      case "conversation.deleted":
        this.conversations.refreshSoon();
        break;
      case "memory":
    }
  }

  catchUp(): void {
    if (!this.project) {
      void this.load();
      return;
    }
    void this.#loadProject();
    this.plans.refreshSoon();
    this.conversations.refreshSoon();
  }

  async edit(): Promise<void> {
    try {
      this.draft = new ProjectDraft(await getProject(this.id));
    } catch (error) {
      this.#toasts.fail(error, () => void this.edit());
    }
  }

  beginPlan(): void {
    this.newPlan = new NewPlan(this.id);
    void this.newPlan.load();
  }

  /** Makes a plan of each file; one that is no plan does not keep the others out. */
  async import(files: readonly File[]): Promise<void> {
    for (const file of files) {
      try {
        const { id, title } = await importPlanFile(this.id, file);
        this.#toasts.show(`Imported “${title}”.`, {
          label: "Undo",
          run: () => void this.#takeBack(id),
        });
      } catch (error) {
        this.#toasts.fail(error);
      }
    }
    await this.plans.refresh();
  }

  /** What is shown stays until the newer is there, and where that cannot be had. */
  async #loadProject(): Promise<void> {
    const request = (this.#request += 1);
    this.problem = null;
    try {
      const { value } = await getProject(this.id);
      if (request === this.#request) this.#show(value);
    } catch (error) {
      if (request !== this.#request) return;
      if (this.project) this.#toasts.fail(error, () => void this.#loadProject());
      else this.problem = ClientProblem.from(error);
    }
  }

  /** From now on no earlier request is answered. */
  #show(project: Project): void {
    this.#request += 1;
    this.problem = null;
    this.project = project;
  }

  async #takeBack(planId: string): Promise<void> {
    try {
      await deletePlan(planId);
      await this.plans.refresh();
    } catch (error) {
      this.#toasts.fail(error, () => void this.#takeBack(planId));
    }
  }
}
