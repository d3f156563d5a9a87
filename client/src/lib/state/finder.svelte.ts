import type { ConversationSummary, Plan, ProjectSummary } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { pageOfPlans } from "../transport/rest/plans.ts";
import { pageOfProjects } from "../transport/rest/projects.ts";
import { pageOfSessions } from "../transport/rest/sessions.ts";

/** Who types faster than this is still typing. */
const TYPING_MS = 150;
const AT_MOST = 5;

interface Found {
  projects: readonly ProjectSummary[];
  plans: readonly Plan[];
  conversations: readonly ConversationSummary[];
}

/** Finds what the workspace holds, whatever it is; without words, what was touched last. */
export class Finder {
  found = $state.raw<Found>({ projects: [], plans: [], conversations: [] });
  isLoading = $state(false);
  problem = $state.raw<ClientProblem | null>(null);
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Which answer is still wanted: the one to what was asked last. */
  #asked = 0;

  /** Returns what ends it: give it to `$effect` as it is. */
  find(words: string): () => void {
    this.#asked += 1;
    this.isLoading = true;
    this.#typing = setTimeout(() => void this.#load(words, this.#asked), TYPING_MS);
    return () => {
      clearTimeout(this.#typing);
      this.isLoading = false;
    };
  }

  async #load(q: string, asked: number): Promise<void> {
    const query = { q, limit: AT_MOST };
    try {
      const [projects, plans, conversations] = await Promise.all([
        pageOfProjects(query),
        pageOfPlans(query),
        pageOfSessions(query),
      ]);
      if (asked !== this.#asked) return;
      this.found = {
        projects: projects.items,
        plans: plans.items,
        conversations: conversations.items,
      };
      this.problem = null;
    } catch (error) {
      if (asked === this.#asked) this.problem = ClientProblem.from(error);
    } finally {
      if (asked === this.#asked) this.isLoading = false;
    }
  }
}
