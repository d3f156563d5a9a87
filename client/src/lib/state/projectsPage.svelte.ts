import type { Change, Overview, ProjectSummary } from "@voiceplan/protocol";
import { SvelteSet } from "svelte/reactivity";
import { getOverview, getProject, pageOfProjects } from "../transport/rest/projects.ts";
import { projectQuery, type ProjectFilter } from "../words/projectFilter.ts";
import type { Follower } from "./changeFeed.ts";
import { byId, PagedList } from "./pagedList.svelte.ts";
import { ProjectActions } from "./projectActions.ts";
import { ProjectDraft } from "./projectDraft.svelte.ts";
import { remembered } from "./remembered.ts";
import type { ToastStore } from "./toasts.svelte.ts";

/** The projects as they are listed, chosen from and changed. */
export class ProjectsPage implements Follower {
  readonly list = new PagedList<ProjectSummary>(byId);
  readonly actions: ProjectActions;
  readonly selected = new SvelteSet<string>();
  overview = $state.raw<Overview | null>(null);
  isGrid = $state(remembered.get("projects") !== "list");
  /** The project whose details are open; null: none. */
  draft = $state.raw<ProjectDraft | null>(null);
  readonly #toasts: ToastStore;

  constructor(toasts: ToastStore) {
    this.#toasts = toasts;
    this.actions = new ProjectActions(toasts);
  }

  /** Those that are selected and shown. */
  get chosen(): ProjectSummary[] {
    return this.list.items?.filter(({ id }) => this.selected.has(id)) ?? [];
  }

  show(filter: ProjectFilter): Promise<void> {
    const query = projectQuery(filter, Date.now());
    return this.list.show(async (part) => {
      const [page, overview] = await Promise.all([
        pageOfProjects({ ...query, ...part }),
        part.cursor === null ? getOverview() : this.overview,
      ]);
      this.overview = overview;
      return page;
    });
  }

  follow({ kind }: Change): void {
    if (kind === "project" || kind === "plan" || kind === "plan.deleted") {
      this.list.refreshSoon();
    }
  }

  catchUp(): void {
    this.list.refreshSoon();
  }

  select(id: string, isSelected: boolean): void {
    if (isSelected) this.selected.add(id);
    else this.selected.delete(id);
  }

  /** Afterwards nothing is selected. */
  doWithChosen(run: (projects: readonly ProjectSummary[]) => Promise<void>): void {
    void run(this.chosen);
    this.selected.clear();
  }

  setGrid(isGrid: boolean): void {
    this.isGrid = isGrid;
    remembered.set("projects", isGrid ? null : "list");
  }

  create(): void {
    this.draft = new ProjectDraft(null);
  }

  /** Opens the details of a project as it is now. */
  async edit(id: string): Promise<void> {
    try {
      this.draft = new ProjectDraft(await getProject(id));
    } catch (error) {
      this.#toasts.fail(error, () => void this.edit(id));
    }
  }
}
