import type { Change, ConversationSummary } from "@voiceplan/protocol";
import { pageOfSessions } from "../transport/rest/sessions.ts";
import type { Follower } from "./changeFeed.ts";

const SHOWN = 5;

/** The conversations to go on with: those in which something was said last. */
export class RecentConversations implements Follower {
  items = $state.raw<readonly ConversationSummary[]>([]);

  async load(): Promise<void> {
    try {
      this.items = (await pageOfSessions({ limit: SHOWN })).items;
    } catch {
      // They are a short cut; their page says what is wrong, and the next change asks again.
    }
  }

  follow(change: Change): void {
    if (change.kind === "conversation.deleted") void this.load();
    if (change.kind !== "conversation") return;
    const { conversation } = change;
    const others = this.items.filter(({ id }) => id !== conversation.id);
    this.items = [conversation, ...others]
      .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
      .slice(0, SHOWN);
  }

  catchUp(): void {
    void this.load();
  }
}
