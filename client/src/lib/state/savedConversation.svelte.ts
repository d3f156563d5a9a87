import type { Change, Session, SessionMessage } from "@voiceplan/protocol";
import { ClientProblem } from "../transport/clientProblem.ts";
import { getSession } from "../transport/rest/sessions.ts";
import type { Follower } from "./changeFeed.ts";

/** A conversation that is read: its newest messages, and those before them as they are asked for. */
export class SavedConversation implements Follower {
  readonly id: string;
  /** Without its messages it is still known by its name. Null: not there yet. */
  session = $state.raw<Session | null>(null);
  /** The oldest first. */
  messages = $state.raw<readonly SessionMessage[]>([]);
  problem = $state.raw<ClientProblem | null>(null);
  isLoading = $state(false);
  isDeleted = $state(false);
  #previous = $state<string | null>(null);
  /** The newest request, until it is answered. */
  #request: Promise<void> | null = null;
  /** What failed last. */
  #failed: (() => Promise<void>) | null = null;

  constructor(id: string) {
    this.id = id;
  }

  get hasEarlier(): boolean {
    return !this.isDeleted && this.#previous !== null;
  }

  /** The newest messages, beside those that are there already. Resolves in any case. */
  load(): Promise<void> {
    return this.#next(async () => {
      const session = await getSession(this.id);
      const first = this.messages.findIndex(({ id }) => id === session.messages[0]?.id);
      // Where nothing joins the two, what was between them is asked for again.
      if (first < 0) this.#previous = session.previousCursor;
      this.messages = [...this.messages.slice(0, Math.max(0, first)), ...session.messages];
      this.session = session;
      this.isDeleted = false;
    });
  }

  /** Some of those before the first, unless some are on their way. Resolves in any case. */
  async earlier(): Promise<void> {
    if (this.#request) return this.#request;
    if (!this.hasEarlier || this.problem) return;
    await this.#next(async () => {
      if (this.#previous === null) return;
      const session = await getSession(this.id, this.#previous);
      this.messages = [...session.messages, ...this.messages];
      this.#previous = session.previousCursor;
    });
  }

  /** All of them, as far as they are to be had. Resolves in any case. */
  async complete(): Promise<void> {
    while (this.hasEarlier && !this.problem) await this.earlier();
  }

  /** Asks once more for what could not be loaded. Resolves in any case. */
  async retry(): Promise<void> {
    if (this.#failed) await this.#next(this.#failed);
  }

  follow(change: Change): void {
    if (change.kind === "conversation.deleted" && change.conversationId === this.id) {
      this.isDeleted = true;
    } else if (change.kind === "conversation" && change.conversation.id === this.id) {
      const isMore = change.conversation.messageCount !== this.session?.messageCount;
      if (this.session) this.session = { ...this.session, ...change.conversation };
      if (isMore || this.isDeleted) void this.load();
    }
  }

  catchUp(): void {
    void this.load();
  }

  /** One after the other: each goes on from what is there. */
  #next(work: () => Promise<void>): Promise<void> {
    const request = Promise.resolve(this.#request).then(async () => {
      this.problem = null;
      this.#failed = null;
      try {
        await work();
      } catch (error) {
        const problem = ClientProblem.from(error);
        if (this.session && problem.code === "not_found") this.isDeleted = true;
        else [this.problem, this.#failed] = [problem, work];
      }
      if (this.#request !== request) return;
      this.#request = null;
      this.isLoading = false;
    });
    this.#request = request;
    this.isLoading = true;
    return request;
  }
}
