import type { Change, Plan, PlanVersion, PlanVersionSummary } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { getPlan, getVersion, listPlans, listVersions } from "../transport/rest/plans.ts";
import type { Follower } from "./changeFeed.ts";
import type { Sheet } from "./view.ts";

export interface VersionTarget {
  planId: string;
  version: number;
}

/** The sheet as it is shown. */
export interface SheetPage {
  planId: string | null;
  /** Null: there is no plan. */
  title: string | null;
  /** Null: not there yet. */
  markdown: string | null;
  status: Plan["status"] | null;
  /** The version that is shown; null: it is not saved. */
  version: number | null;
  newest: number | null;
  /** What is shown is newer than what is saved. */
  isAhead: boolean;
  /** What is shown has changed by talking since this version, and waits to be accepted; null: nothing has. */
  reviewFrom: number | null;
  versions: readonly PlanVersionSummary[] | null;
  plans: readonly Plan[];
  problem: string | null;
}

/** What the sheet shows of saved plans; what is being written comes from the conversation. */
export class SheetStore implements Follower {
  isOpen = $state(true);
  /** The version that is looked at instead of the current one; null: the current one. */
  viewing = $state.raw<VersionTarget | null>(null);
  /** What was loaded last. */
  version = $state.raw<PlanVersion | null>(null);
  plan = $state.raw<Plan | null>(null);
  versions = $state.raw<readonly PlanVersionSummary[] | null>(null);
  /** The plans of the project that is open. */
  plans = $state.raw<readonly Plan[] | null>(null);
  problem = $state.raw<ClientProblem | null>(null);
  /** How often it was: what is to be shown then has to be loaded again. */
  cleared = $state(0);
  #request = 0;
  #again: (() => Promise<void>) | null = null;

  view(target: VersionTarget): void {
    this.viewing = target;
    this.isOpen = true;
  }

  /** Loads a version with its plan and history; what is shown stays until it is there. */
  load(target: VersionTarget): Promise<void> {
    return this.#fetch(async () => {
      const [plan, version, versions] = await Promise.all([
        getPlan(target.planId),
        getVersion(target.planId, target.version),
        listVersions(target.planId),
      ]);
      return () => {
        this.plan = plan;
        this.version = version;
        this.versions = versions;
      };
    });
  }

  /** Somewhere something has changed; a version that was made comes with the conversation. */
  follow(change: Change): void {
    if (change.kind !== "plan" || change.plan.id !== this.plan?.id) return;
    if (change.plan.currentVersion === this.plan.currentVersion) this.plan = change.plan;
  }

  catchUp(): void {
    this.retry();
  }

  /** Puts together what is being written with what is saved. */
  page(sheet: Sheet | null): SheetPage {
    const target = this.viewing ?? sheet?.saved ?? null;
    const isOurs = target !== null && this.plan?.id === target.planId;
    const isDraft = this.viewing === null && sheet !== null && (sheet.isAhead || !sheet.saved);
    const isLoaded = isOurs && this.version?.number === target.version;
    const saved = isLoaded ? (this.version?.content ?? null) : null;
    const ownStatus = sheet?.saved?.planId === target?.planId ? sheet?.status : undefined;
    const isNewest = isLoaded && this.plan?.currentVersion === target.version;
    const drafted = this.viewing === null ? (sheet?.markdown ?? null) : null;
    return {
      planId: target?.planId ?? null,
      title: (this.viewing ? this.plan?.title : sheet?.title) ?? (target ? "" : null),
      markdown: isDraft ? drafted : (saved ?? drafted),
      status: ownStatus ?? (isOurs ? (this.plan?.status ?? null) : null),
      version: isDraft ? null : (target?.version ?? null),
      newest: isOurs ? (this.plan?.currentVersion ?? null) : (target?.version ?? null),
      isAhead: isDraft,
      // What is decided is said in the conversation, and so only about the plan that it is about.
      reviewFrom: isNewest && !isDraft && !this.viewing ? (this.plan?.reviewFrom ?? null) : null,
      versions: isOurs ? this.versions : null,
      plans: this.plans ?? [],
      problem: this.problem?.message ?? null,
    };
  }

  /** Tries again what failed last. */
  retry(): void {
    void this.#again?.();
  }

  loadPlans(projectId: string): Promise<void> {
    return this.#fetch(async () => {
      const plans = await listPlans(projectId);
      return () => (this.plans = plans);
    });
  }

  clear(): void {
    this.#request += 1;
    this.#again = null;
    this.viewing = null;
    this.plan = null;
    this.version = null;
    this.versions = null;
    this.plans = null;
    this.problem = null;
    this.cleared += 1;
  }

  /** Only the answer to the newest request is shown. */
  async #fetch(load: () => Promise<() => void>): Promise<void> {
    const request = (this.#request += 1);
    this.#again = () => this.#fetch(load);
    this.problem = null;
    try {
      const show = await load();
      if (request === this.#request) show();
    } catch (error) {
      if (request === this.#request) this.problem = ClientProblem.from(error);
    }
  }
}
