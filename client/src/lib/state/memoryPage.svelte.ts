import type { Change, Project, SimilarProject, Takeaway } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import {
  bringBackTakeaway,
  forgetTakeaway,
  getTakeaway,
  pageOfTakeaways,
  similarProjects,
} from "../transport/rest/memory.ts";
import { getProject } from "../transport/rest/projects.ts";
import { PagedList } from "./pagedList.svelte.ts";
import { TakeawayDraft } from "./takeawayDraft.svelte.ts";
import type { ToastStore } from "./toasts.svelte.ts";

/** What is remembered of a project. */
export class MemoryPage {
  readonly id: string;
  readonly decisions = new PagedList<Takeaway>();
  readonly lessons = new PagedList<Takeaway>();
  readonly forgotten = new PagedList<Takeaway>();
  project = $state.raw<Project | null>(null);
  problem = $state.raw<ClientProblem | null>(null);
  /** Null while they are being looked for. */
  similar = $state.raw<readonly SimilarProject[] | null>(null);
  similarProblem = $state.raw<ClientProblem | null>(null);
  /** The one that is being written; null: none. */
  draft = $state.raw<TakeawayDraft | null>(null);
  readonly #toasts: ToastStore;

  constructor(id: string, toasts: ToastStore) {
    this.id = id;
    this.#toasts = toasts;
  }

  /** Resolves in any case; what failed is in `problem`. */
  async load(): Promise<void> {
    this.problem = null;
    try {
      this.project = (await getProject(this.id)).value;
    } catch (error) {
      this.problem = ClientProblem.from(error);
      return;
    }
    await Promise.all([
      this.decisions.show((part) => pageOfTakeaways(this.id, { kind: "decision", ...part })),
      this.lessons.show((part) => pageOfTakeaways(this.id, { kind: "lesson", ...part })),
      this.forgotten.show((part) => pageOfTakeaways(this.id, { forgotten: "true", ...part })),
      this.findSimilar(),
    ]);
  }

  async findSimilar(): Promise<void> {
    this.similarProblem = null;
    try {
      this.similar = await similarProjects(this.id);
    } catch (error) {
      this.similarProblem = ClientProblem.from(error);
    }
  }

  /** With a conversation or a plan goes, and comes back, what it told. */
  follow(change: Change): void {
    if (change.kind === "project") {
      if (change.project.id === this.id) this.project = change.project;
    } else if (change.kind !== "memory" || change.projectId === this.id) {
      this.#refreshSoon();
    }
  }

  catchUp(): void {
    if (this.project) this.#refreshSoon();
    else void this.load();
  }

  add(): void {
    this.draft = new TakeawayDraft(this.id, null);
  }

  async edit(takeaway: Takeaway): Promise<void> {
    try {
      this.draft = new TakeawayDraft(this.id, await getTakeaway(takeaway));
    } catch (error) {
      this.#toasts.fail(error, () => void this.edit(takeaway));
    }
  }

  /** Whether it is saved. */
  async save(): Promise<boolean> {
    if (!(await this.draft?.save())) return false;
    this.draft = null;
    await this.#refresh();
    return true;
  }

  async forget(takeaway: Takeaway): Promise<void> {
    await this.#attempt(async () => {
      await forgetTakeaway(takeaway);
      this.#toasts.show(`Forgot “${takeaway.text}”`, {
        label: "Undo",
        run: () => void this.bringBack(takeaway),
      });
    });
  }

  async bringBack(takeaway: Takeaway): Promise<void> {
    await this.#attempt(async () => {
      await bringBackTakeaway(takeaway);
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#toasts.fail(error, () => void this.#attempt(work));
    }
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    await Promise.all([this.decisions, this.lessons, this.forgotten].map((list) => list.refresh()));
  }

  #refreshSoon(): void {
    for (const list of [this.decisions, this.lessons, this.forgotten]) list.refreshSoon();
  }
}
