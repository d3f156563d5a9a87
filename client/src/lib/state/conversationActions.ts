import type { ConversationSummary } from "@voiceplan/protocol";
import {
  deleteSession,
  renameSession,
  sessionExportUrl,
  undeleteSession,
} from "../transport/rest/sessions.ts";
import { download } from "../words/download.ts";
import type { Desk } from "./desk.svelte.ts";

type Named = Pick<ConversationSummary, "id" | "title">;

/**
 * What can be done with a conversation that was kept, from whichever page. What is done is told to every
 * open list; what fails, to the person.
 */
export class ConversationActions {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async rename({ id }: Named, title: string): Promise<void> {
    await this.#attempt(async () => {
      const conversation = await renameSession(id, title);
      this.#desk.changes.tell({ kind: "conversation", conversation });
    });
  }

  export({ id }: Named): void {
    download(sessionExportUrl(id));
  }

  async delete(named: Named): Promise<void> {
    await this.#attempt(async () => {
      await deleteSession(named.id);
      this.#desk.changes.tell({ kind: "conversation.deleted", conversationId: named.id });
      this.#desk.toasts.show(`Deleted “${named.title}”. Its plans stay.`, {
        label: "Undo",
        run: () => void this.#bringBack(named),
      });
    });
  }

  async #bringBack({ id }: Named): Promise<void> {
    await this.#attempt(async () => {
      const conversation = await undeleteSession(id);
      this.#desk.changes.tell({ kind: "conversation", conversation });
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#desk.toasts.fail(error, () => void this.#attempt(work));
    }
  }
}
