import type { Change, Plan } from "@voiceplan/protocol";
import { SvelteMap } from "svelte/reactivity";
import { pageOfPlans } from "../transport/rest/plans.ts";
import { getProject } from "../transport/rest/projects.ts";
import type { PlanFilter } from "../words/planFilter.ts";
import type { Follower } from "./changeFeed.ts";
import { byId, PagedList } from "./pagedList.svelte.ts";

/** The plans of all projects. */
export class PlansPage implements Follower {
  readonly list = new PagedList<Plan>(byId);
  /** What their projects are called, by id. */
  readonly projectNames = new SvelteMap<string, string>();
  /** The projects whose names need not be asked for. */
  #named: readonly string[] = [];

  show({ q, status }: PlanFilter): Promise<void> {
    const query = { q: q.trim() || undefined, status: status ?? undefined };
    return this.list.show(async (part) => {
      const page = await pageOfPlans({ ...query, ...part });
      await this.#name(page.items);
      return page;
    });
  }

  follow(change: Change): void {
    if (change.kind === "plan" || change.kind === "plan.deleted") this.list.refreshSoon();
    else if (change.kind === "project") {
      this.projectNames.set(change.project.id, change.project.name);
    }
  }

  catchUp(): void {
    this.#named = [];
    this.list.refreshSoon();
  }

  /** Asks for the projects whose names are not known yet. */
  async #name(plans: readonly Plan[]): Promise<void> {
    const ids = plans.map(({ projectId }) => projectId);
    const unknown = ids.filter((id, at) => !this.#named.includes(id) && ids.indexOf(id) === at);
    for (const { value } of await Promise.all(unknown.map(getProject))) {
      this.projectNames.set(value.id, value.name);
    }
    this.#named = [...this.#named, ...unknown];
  }
}
