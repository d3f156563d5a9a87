import type {
  Change,
  PlanDetail,
  PlanMetadata,
  PlanReview,
  PlanStatus,
  PlanVersion,
  StatusChange,
  UpdatePlan,
} from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import {
  deletePlan,
  getPlanDetail,
  getVersion,
  listStatusChanges,
  restoreVersion,
  reviewPlan,
  undeletePlan,
  updatePlan,
} from "../transport/rest/plans.ts";
import type { Tagged } from "../transport/rest/request.ts";
import {
  addTick,
  noTicks,
  taskKey,
  tasksOf,
  ticksInWords,
  ticksLeft,
  withTicks,
} from "../words/tasks.ts";
import type { Follower } from "./changeFeed.ts";

/** Ticks that follow each other within this time become one version. */
const TICK_PATIENCE_MS = 1200;

/** What is to be written, as the plan is now; `overtaken`: somebody else changed the same thing. */
type Write = (plan: PlanDetail) => UpdatePlan | "overtaken";

export interface PlanPageEvents {
  /** Something that was asked for did not work. */
  failed(problem: ClientProblem, again: () => void): void;
}

/**
 * A plan as its page shows it, and every change made there.
 *
 * Invariants: writes follow one another and name the state that they change; where that is not the
 * plan's any longer, they are made again on the newer one, unless they would overwrite it.
 */
export class PlanPageStore implements Follower {
  readonly id: string;
  /** The plan with its newest version, and what names this state for `If-Match`. */
  newest = $state.raw<Tagged<PlanDetail> | null>(null);
  statusChanges = $state.raw<readonly StatusChange[]>([]);
  /** An older version that is looked at. */
  older = $state.raw<PlanVersion | null>(null);
  /** Why it cannot be shown. */
  problem = $state.raw<ClientProblem | null>(null);
  isDeleted = $state(false);
  #ticks = $state.raw(noTicks);
  #tickTimer: ReturnType<typeof setTimeout> | undefined;
  #writes: Promise<unknown> = Promise.resolve();
  #request = 0;
  /** Which version was asked for last. */
  #looked = 0;
  readonly #events: PlanPageEvents;

  constructor(id: string, events: PlanPageEvents) {
    this.id = id;
    this.#events = events;
  }

  get plan(): PlanDetail | null {
    return this.newest?.value ?? null;
  }

  /** The newest text, with what was just ticked. */
  readonly content = $derived(withTicks(this.plan?.content ?? "", this.#ticks));
  readonly progress = $derived.by(() => {
    const tasks = tasksOf(this.content);
    return { done: tasks.filter(({ isDone }) => isDone).length, total: tasks.length };
  });

  /** What is shown stays until the newer is there. */
  async load(): Promise<void> {
    const request = (this.#request += 1);
    this.problem = null;
    try {
      const [newest, changes] = await Promise.all([
        getPlanDetail(this.id),
        listStatusChanges(this.id),
      ]);
      if (request !== this.#request) return;
      this.newest = newest;
      this.statusChanges = changes;
      this.isDeleted = false;
    } catch (error) {
      if (request !== this.#request) return;
      const problem = ClientProblem.from(error);
      if (this.newest && problem.code === "not_found") this.isDeleted = true;
      else this.problem = problem;
    }
  }

  /** Looks at a version; null: the newest. */
  async show(version: number | null): Promise<void> {
    const request = (this.#looked += 1);
    if (version === null) {
      this.older = null;
      return;
    }
    try {
      const older = await getVersion(this.id, version);
      if (request === this.#looked) this.older = older;
    } catch (error) {
      if (request !== this.#looked) return;
      this.older = null;
      this.#events.failed(ClientProblem.from(error), () => void this.show(version));
    }
  }

  /** Somewhere something has changed. */
  follow(change: Change): void {
    if (change.kind === "plan" && change.plan.id === this.id) {
      if (change.plan.updatedAt !== this.plan?.updatedAt || this.isDeleted) void this.load();
    }
    if (change.kind === "plan.deleted" && change.planId === this.id) this.isDeleted = true;
  }

  catchUp(): void {
    void this.load();
  }

  tick(index: number, isDone: boolean): void {
    const key = taskKey(tasksOf(this.content), index);
    if (key === null) return;
    this.#ticks = addTick(this.#ticks, key, isDone);
    clearTimeout(this.#tickTimer);
    this.#tickTimer = setTimeout(() => this.flush(), TICK_PATIENCE_MS);
  }

  /** Writes at once what was ticked. */
  flush(): void {
    clearTimeout(this.#tickTimer);
    if (this.#ticks.size > 0) void this.#saveTicks();
  }

  setMetadata<K extends keyof PlanMetadata>(key: K, value: PlanMetadata[K]): Promise<boolean> {
    const seen = JSON.stringify(this.plan?.metadata[key]);
    return this.#write((plan) =>
      JSON.stringify(plan.metadata[key]) === seen
        ? { metadata: { [key]: value }, changeSummary: metadataSummary[key] }
        : "overtaken",
    );
  }

  async setStatus(status: PlanStatus, comment = ""): Promise<boolean> {
    const seen = this.plan?.status;
    const isDone = await this.#write((plan) =>
      plan.status === seen ? { status, comment } : "overtaken",
    );
    if (isDone) await this.load();
    return isDone;
  }

  /** Makes a new version that is like an earlier one; resolves with its number, null where it failed. */
  async restore(version: number): Promise<number | null> {
    let made: number | null = null;
    await this.#attempt(
      async () => {
        made = (await restoreVersion(this.id, version)).number;
        await this.load();
      },
      () => void this.restore(version),
    );
    return made;
  }

  /** Accepts what was changed by talking, up to this version; or rejects it, where it is the newest. */
  async review(decision: PlanReview["decision"], version: number): Promise<boolean> {
    return this.#attempt(
      async () => {
        await reviewPlan(this.id, { decision, version });
        await this.load();
      },
      () => void this.review(decision, version),
    );
  }

  async delete(): Promise<boolean> {
    return this.#attempt(
      async () => {
        await deletePlan(this.id);
        this.isDeleted = true;
      },
      () => void this.delete(),
    );
  }

  async undelete(): Promise<boolean> {
    return this.#attempt(
      async () => {
        await undeletePlan(this.id);
        await this.load();
      },
      () => void this.undelete(),
    );
  }

  async #saveTicks(): Promise<void> {
    const ticks = this.#ticks;
    const write: Write = (plan) => {
      const content = withTicks(plan.content, ticks);
      return content === plan.content ? {} : { content, changeSummary: ticksInWords(ticks) };
    };
    const isSaved = await this.#write(write, () => this.flush());
    // What was ticked meanwhile is still to be saved; what could not be saved stays ticked.
    if (isSaved) this.#ticks = ticksLeft(this.#ticks, ticks);
  }

  /** Resolves with whether it is written; what failed has been told. */
  #write(write: Write, again: () => void = () => void this.#write(write)): Promise<boolean> {
    const written = this.#writes.then(() =>
      this.#attempt(() => this.#writeNow(write, true), again),
    );
    this.#writes = written;
    return written;
  }

  async #writeNow(write: Write, mayRepeat: boolean): Promise<void> {
    if (!this.newest) return;
    const body = write(this.newest.value);
    if (body === "overtaken") {
      throw new ClientProblem(
        "precondition_failed",
        "Somebody else has just changed this. Nothing was overwritten: look at what it is now.",
      );
    }
    if (Object.keys(body).length === 0) return;
    try {
      this.newest = await updatePlan(this.id, body, this.newest.etag);
    } catch (error) {
      const isOvertaken = ClientProblem.from(error).code === "precondition_failed";
      if (!isOvertaken || !mayRepeat) throw error;
      await this.load();
      await this.#writeNow(write, false);
    }
  }

  async #attempt(action: () => Promise<void>, again: () => void): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      this.#events.failed(ClientProblem.from(error), again);
      return false;
    }
  }
}

const metadataSummary: Record<keyof PlanMetadata, string> = {
  estimatedHours: "Changed the estimate",
  priority: "Changed the priority",
  dependencies: "Changed the dependencies",
  milestones: "Changed the milestones",
};
