import type { TurnTiming } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { listTimings } from "../transport/rest/system.ts";

/** How long the latest turns took. */
export class TimingsStore {
  /** The newest first; null: not there yet. */
  turns = $state.raw<readonly TurnTiming[] | null>(null);
  problem = $state.raw<ClientProblem | null>(null);

  /** Resolves in any case; what failed is in `problem`. */
  async load(): Promise<void> {
    this.problem = null;
    try {
      this.turns = await listTimings();
    } catch (error) {
      this.problem = ClientProblem.from(error);
    }
  }
}
