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
import type { Follower } from "./changeFeed.ts";
import { byId, PagedList } from "./pagedList.svelte.ts";
import { TakeawayDraft } from "./takeawayDraft.svelte.ts";
import type { ToastStore } from "./toasts.svelte.ts";

/** What is remembered of a project. */
export class MemoryPage implements Follower {
  readonly id: string;
  readonly decisions = new PagedList<Takeaway>(byId);
  readonly lessons = new PagedList<Takeaway>(byId);
  readonly forgotten = new PagedList<Takeaway>(byId);
  project = $state.raw<Project | null>(null);
  problem = $state.raw<ClientProblem | null>(null);
  /** Null while they are being looked for. */
  similar = $state.raw<readonly SimilarProject[] | null>(null);
  similarProblem = $state.raw<ClientProblem | null>(null);
  /** The one that is being written; null: none. */
  draft = $state.raw<TakeawayDraft | null>(null);
  readonly #toasts: ToastStore;
  #projectRequest = 0;
  #similarRequest = 0;
  /** Which draft was asked for last. */
  #asked = 0;

  constructor(id: string, toasts: ToastStore) {
    this.id = id;
    this.#toasts = toasts;
  }

  /** Resolves in any case; what failed is in `problem`. */
  async load(): Promise<void> {
    await this.#loadProject();
    if (this.problem) return;
    await Promise.all([
      this.decisions.show((part) => pageOfTakeaways(this.id, { kind: "decision", ...part })),
      this.lessons.show((part) => pageOfTakeaways(this.id, { kind: "lesson", ...part })),
      this.forgotten.show((part) => pageOfTakeaways(this.id, { forgotten: "true", ...part })),
      this.findSimilar(),
    ]);
  }

  /** What was found stays until there is something newer. Resolves in any case. */
  async findSimilar(): Promise<void> {
    const request = (this.#similarRequest += 1);
    this.similarProblem = null;
    try {
      const similar = await similarProjects(this.id);
      if (request === this.#similarRequest) this.similar = similar;
    } catch (error) {
      if (request === this.#similarRequest) this.similarProblem = ClientProblem.from(error);
    }
  }

  /** With a conversation or a plan goes, and comes back, what it told. */
  follow(change: Change): void {
    if (change.kind === "project") {
      if (change.project.id === this.id) this.#show(change.project);
    } else if (change.kind !== "memory" || change.projectId === this.id) {
      this.#refreshSoon();
    }
  }

  catchUp(): void {
    if (!this.project) {
      void this.load();
      return;
    }
    void this.#loadProject();
    void this.findSimilar();
    this.#refreshSoon();
  }

  add(): void {
    this.#write(new TakeawayDraft(this.id, null));
  }

  async edit(takeaway: Takeaway): Promise<void> {
    const asked = (this.#asked += 1);
    try {
      const read = await getTakeaway(takeaway);
      // Whoever has asked for something else meanwhile does not want this any longer.
      if (asked === this.#asked) this.#write(new TakeawayDraft(this.id, read));
    } catch (error) {
      if (asked === this.#asked) this.#toasts.fail(error, () => void this.edit(takeaway));
    }
  }

  /** Throws away what is being written. */
  cancel(): void {
    this.#asked += 1;
    this.draft = null;
  }

  /** The draft stays until the lists show it, and whatever is begun meanwhile stays after that. */
  async save(): Promise<void> {
    const { draft } = this;
    if (!draft || !(await draft.save())) return;
    await this.#refresh();
    if (this.draft === draft) this.draft = null;
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

  /** What is half written is nowhere else: nothing takes its place unless the person says so. */
  #write(draft: TakeawayDraft): void {
    this.#asked += 1;
    if (this.draft?.isChanged) {
      this.#toasts.show("What you are writing is not saved yet. Save or cancel it first.");
    } else this.draft = draft;
  }

  /** What is shown stays until the newer is there, and where that cannot be had. */
  async #loadProject(): Promise<void> {
    const request = (this.#projectRequest += 1);
    this.problem = null;
    try {
      const { value } = await getProject(this.id);
      if (request === this.#projectRequest) this.#show(value);
    } catch (error) {
      if (request !== this.#projectRequest) return;
      if (this.project) this.#toasts.fail(error, () => void this.#loadProject());
      else this.problem = ClientProblem.from(error);
    }
  }

  /** From now on no earlier request is answered. */
  #show(project: Project): void {
    this.#projectRequest += 1;
    this.problem = null;
    this.project = project;
  }

  async #refresh(): Promise<void> {
    await Promise.all([this.decisions, this.lessons, this.forgotten].map((list) => list.refresh()));
  }

  #refreshSoon(): void {
    for (const list of [this.decisions, this.lessons, this.forgotten]) list.refreshSoon();
  }
}
