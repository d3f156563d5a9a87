import type { SystemReport } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { getSystem } from "../transport/rest/system.ts";

/** Which engines serve this server, and what can be said to it. */
export class SystemStore {
  report = $state.raw<SystemReport | null>(null);
  problem = $state.raw<ClientProblem | null>(null);
  #loading: Promise<void> | null = null;

  /** Loads the report if there is none yet. Resolves in any case; what failed is in `problem`. */
  load(): Promise<void> {
    if (this.report) return Promise.resolve();
    return this.reload();
  }

  reload(): Promise<void> {
    this.#loading ??= this.#fetch().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #fetch(): Promise<void> {
    this.problem = null;
    try {
      this.report = await getSystem();
    } catch (error) {
      this.problem = ClientProblem.from(error);
    }
  }
}
