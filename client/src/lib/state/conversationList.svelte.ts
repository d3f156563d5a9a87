import type { Change, ConversationSummary } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { pageOfSessions } from "../transport/rest/sessions.ts";
import { withConversation } from "./withConversation.ts";

const AT_ONCE = 50;

/** The conversations that were kept, page by page, the one in which something was said last first. */
export class ConversationList {
  /** Null: not there yet. */
  items = $state.raw<readonly ConversationSummary[] | null>(null);
  problem = $state.raw<ClientProblem | null>(null);
  isLoading = $state(false);
  words = $state("");
  #cursor = $state<string | null>(null);
  #wanted: string | null = null;
  /** Which answer is still wanted: the one to what was asked last. */
  #asked = 0;

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** Begins anew with those in which these words were said. Resolves in any case. */
  async find(words: string): Promise<void> {
    this.words = words;
    await this.#load(null);
  }

  async more(): Promise<void> {
    if (this.hasMore && !this.isLoading) await this.#load(this.#cursor);
  }

  /** Asks once more for what could not be loaded. */
  async retry(): Promise<void> {
    await this.#load(this.#wanted);
  }

  follow(change: Change): void {
    if (!this.items) return;
    if (change.kind === "conversation.deleted") {
      this.items = this.items.filter(({ id }) => id !== change.conversationId);
    } else if (change.kind === "conversation") {
      const isWhole = this.words === "";
      this.items = withConversation(this.items, change.conversation, { isWhole });
    }
  }

  async #load(cursor: string | null): Promise<void> {
    this.#wanted = cursor;
    this.#asked += 1;
    const asked = this.#asked;
    this.isLoading = true;
    this.problem = null;
    try {
      const page = await pageOfSessions({ q: this.words, cursor, limit: AT_ONCE });
      if (asked !== this.#asked) return;
      const before = cursor === null ? [] : (this.items ?? []);
      // What was said meanwhile has moved some to where they were listed before.
      const fresh = page.items.filter(({ id }) => !before.some((known) => known.id === id));
      this.items = [...before, ...fresh];
      this.#cursor = page.nextCursor;
    } catch (error) {
      if (asked === this.#asked) this.problem = ClientProblem.from(error);
    } finally {
      if (asked === this.#asked) this.isLoading = false;
    }
  }
}
