import type { PlanDetail } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { getPlanDetail, updatePlan } from "../transport/rest/plans.ts";
import type { Tagged } from "../transport/rest/request.ts";
import { keptDrafts, type KeptDraft } from "./keptDrafts.ts";

/** The version that a draft began with. */
type Base = Omit<KeptDraft, "text" | "at">;

/**
 * A plan that is edited by hand.
 *
 * Invariants: every keystroke is kept in this browser, where it can be, until it is saved or given up;
 * what somebody else wrote since the draft began is only overwritten when the person has seen it and says
 * so.
 */
export class PlanDraftStore {
  readonly planId: string;
  text = $state("");
  /** When what was found here was last typed; null: it was begun just now. */
  restoredAt = $state<string | null>(null);
  /** What somebody else has saved since the draft was begun; shown beside it. */
  theirs = $state.raw<Tagged<PlanDetail> | null>(null);
  isSaving = $state(false);
  /** Whether what is not saved would survive the tab; not where the browser's storage is full or blocked. */
  isKept = $state(true);
  #isBegun = false;
  #base = $state.raw<Base>({ version: 0, etag: null, content: "" });

  constructor(planId: string) {
    this.planId = planId;
  }

  get isChanged(): boolean {
    return this.text !== this.#base.content;
  }

  /** The version that the draft began with. */
  get baseVersion(): number {
    return this.#base.version;
  }

  /**
   * The plan as it is now. At first, what was kept of an earlier edit comes before it; later, an edit
   * that has not begun goes on from there.
   */
  follow(newest: Tagged<PlanDetail>): void {
    const kept = this.#isBegun ? null : keptDrafts.get(this.planId);
    if (kept && kept.text !== newest.value.content) {
      this.#base = kept;
      this.text = kept.text;
      this.restoredAt = kept.at;
    } else if (!this.#isBegun || (!this.isChanged && !this.isSaving)) {
      this.#begin(newest);
    }
    // What is kept may be another tab's: only what is in the plan by now is dropped without being asked.
    if (kept?.text === newest.value.content) keptDrafts.drop(this.planId);
    this.#isBegun = true;
  }

  type(text: string): void {
    this.text = text;
    this.#keep();
  }

  /** The number of the version that was made; null: somebody else was faster, see `theirs`. */
  async save(changeSummary: string): Promise<number | null> {
    const { text } = this;
    this.isSaving = true;
    try {
      const saved = await this.#write(text, changeSummary);
      if (saved) this.#saved(saved, text);
      return saved?.value.currentVersion ?? null;
    } finally {
      this.isSaving = false;
    }
  }

  /** Gives the draft up; returns what brings it back. */
  discard(newest: Tagged<PlanDetail>): () => void {
    const { text } = this;
    const base = this.#base;
    this.#begin(newest);
    keptDrafts.drop(this.planId);
    return () => {
      this.#base = base;
      this.type(text);
    };
  }

  /** The person has seen what somebody else wrote: the draft now comes after that. */
  accept(): void {
    const { theirs } = this;
    if (!theirs) return;
    this.#base = baseOf(theirs);
    this.theirs = null;
    this.#keep();
  }

  #begin(plan: Tagged<PlanDetail>): void {
    this.#base = baseOf(plan);
    this.text = plan.value.content;
    this.restoredAt = null;
    this.theirs = null;
  }

  #saved(saved: Tagged<PlanDetail>, text: string): void {
    this.#base = baseOf(saved);
    this.restoredAt = null;
    this.theirs = null;
    // What was typed while it was saved is still to be saved; front matter has become metadata.
    if (this.text === text) this.text = saved.value.content;
    this.#keep();
  }

  #keep(): void {
    const { text } = this;
    if (this.isChanged) {
      this.isKept = keptDrafts.set(this.planId, { ...this.#base, text });
    } else {
      keptDrafts.drop(this.planId);
    }
  }

  async #write(content: string, changeSummary: string): Promise<Tagged<PlanDetail> | null> {
    const body = { content, changeSummary: changeSummary || undefined };
    try {
      return await updatePlan(this.planId, body, this.#base.etag);
    } catch (error) {
      if (ClientProblem.from(error).code !== "precondition_failed") throw error;
    }
    const newest = await getPlanDetail(this.planId);
    if (newest.value.content !== this.#base.content) {
      this.theirs = newest;
      return null;
    }
    // Only something other than the text has changed, such as the status.
    this.#base = baseOf(newest);
    return updatePlan(this.planId, body, newest.etag);
  }
}

function baseOf({ value, etag }: Tagged<PlanDetail>): Base {
  return { version: value.currentVersion, etag, content: value.content };
}
