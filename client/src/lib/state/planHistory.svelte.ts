import type { PlanVersionSummary, VersionsDiff } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { diffVersions, pageOfVersions } from "../transport/rest/plans.ts";

/** The versions of a plan, and a comparison of two of them. */
export class PlanHistoryStore {
  readonly planId: string;
  /** The newest first; null while they are being loaded. */
  versions = $state.raw<readonly PlanVersionSummary[] | null>(null);
  /** Older ones are to be had. */
  hasMore = $state(false);
  diff = $state.raw<VersionsDiff | null>(null);
  problem = $state.raw<ClientProblem | null>(null);
  diffProblem = $state.raw<ClientProblem | null>(null);
  #cursor: string | null = null;
  #comparison = 0;

  constructor(planId: string) {
    this.planId = planId;
  }

  /** The newest versions. What is shown stays until they are there. */
  async load(): Promise<void> {
    this.#cursor = null;
    await this.#next([]);
  }

  async more(): Promise<void> {
    await this.#next(this.versions ?? []);
  }

  /** Only the comparison that was asked for last is shown. */
  async compare(from: number, to: number): Promise<void> {
    const comparison = (this.#comparison += 1);
    this.diffProblem = null;
    try {
      const diff = await diffVersions(this.planId, from, to);
      if (comparison === this.#comparison) this.diff = diff;
    } catch (error) {
      if (comparison === this.#comparison) this.diffProblem = ClientProblem.from(error);
    }
  }

  async #next(before: readonly PlanVersionSummary[]): Promise<void> {
    this.problem = null;
    try {
      const page = await pageOfVersions(this.planId, this.#cursor);
      // A version that was made since would move the older ones into view twice.
      const isKnown = (number: number): boolean => before.some((one) => one.number === number);
      this.versions = [...before, ...page.items.filter(({ number }) => !isKnown(number))];
      this.#cursor = page.nextCursor;
      this.hasMore = page.nextCursor !== null;
    } catch (error) {
      this.problem = ClientProblem.from(error);
    }
  }
}
