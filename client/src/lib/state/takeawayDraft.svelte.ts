import type { Takeaway, TakeawayKind } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { createTakeaway, getTakeaway, updateTakeaway } from "../transport/rest/memory.ts";
import type { Tagged } from "../transport/rest/request.ts";

/** A decision or a lesson while it is being written. */
export class TakeawayDraft {
  kind = $state<TakeawayKind>("decision");
  text = $state("");
  /** From when it is sent until it is refused; what is saved is not to be sent again. */
  isSaving = $state(false);
  problem = $state.raw<ClientProblem | null>(null);
  /** Somebody else has changed it meanwhile, to this; the next save replaces it. */
  theirs = $state.raw<Takeaway | null>(null);
  readonly #projectId: string;
  #isSaved = false;
  /** As it was read; null: it is a new one. */
  #base: Tagged<Takeaway> | null;

  constructor(projectId: string, base: Tagged<Takeaway> | null) {
    this.#projectId = projectId;
    this.#base = base;
    if (base) ({ kind: this.kind, text: this.text } = base.value);
  }

  get id(): string | null {
    return this.#base?.value.id ?? null;
  }

  /** Whether something would be lost with it. */
  get isChanged(): boolean {
    const base = this.#base?.value;
    const isOther = base !== undefined && this.kind !== base.kind;
    return !this.#isSaved && (isOther || this.text.trim() !== (base?.text ?? ""));
  }

  /** Whether it is saved; where it is not, `problem` or `theirs` says why. */
  async save(): Promise<boolean> {
    const text = this.text.trim();
    if (this.isSaving || text === "") return false;
    this.isSaving = true;
    this.problem = null;
    try {
      const fields = { kind: this.kind, text };
      if (this.#base) await updateTakeaway(this.#base.value, fields, this.#base.etag);
      else await createTakeaway(this.#projectId, fields);
      this.#isSaved = true;
      return true;
    } catch (error) {
      await this.#explain(ClientProblem.from(error));
      this.isSaving = false;
      return false;
    }
  }

  async #explain(problem: ClientProblem): Promise<void> {
    if (problem.code !== "precondition_failed" || this.#base === null) {
      this.problem = problem;
      return;
    }
    try {
      this.#base = await getTakeaway(this.#base.value);
      this.theirs = this.#base.value;
    } catch (error) {
      this.problem = ClientProblem.from(error);
    }
  }
}
