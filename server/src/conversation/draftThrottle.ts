import type { ConversationEventBody } from "@voiceplan/protocol";

type Draft = Extract<ConversationEventBody, { type: "plan.draft" }>;

/** Each draft is the whole plan so far: more of them than this a second would only cost. */
const INTERVAL_MS = 250;

/** Lets the first draft through at once, then the newest at most every INTERVAL_MS. */
export class DraftThrottle {
  readonly #emit: (draft: Draft) => void;
  #newest: Draft | null = null;
  #emittedAt = Number.NEGATIVE_INFINITY;

  constructor(emit: (draft: Draft) => void) {
    this.#emit = emit;
  }

  push(draft: Draft): void {
    this.#newest = draft;
    if (performance.now() - this.#emittedAt >= INTERVAL_MS) this.flush();
  }

  /** Emits what is held back: to be called before anything else that happens is told. */
  flush(): void {
    if (!this.#newest) return;
    const draft = this.#newest;
    this.#newest = null;
    this.#emittedAt = performance.now();
    this.#emit(draft);
  }
}
