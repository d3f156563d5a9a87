import type { Change, ConversationSummary } from "@voiceplan/protocol";
import { pageOfSessions } from "../transport/rest/sessions.ts";
import type { Follower } from "./changeFeed.ts";
import { ConversationActions } from "./conversationActions.ts";
import type { Desk } from "./desk.svelte.ts";
import { byId, PagedList } from "./pagedList.svelte.ts";

/** The conversations that were kept, the one in which something was said last first. */
export class ConversationsPage implements Follower {
  readonly list = new PagedList<ConversationSummary>(byId);
  readonly actions: ConversationActions;

  constructor(desk: Desk) {
    this.actions = new ConversationActions(desk);
  }

  /** Those in which these words were said, or which are called so. */
  show(words: string): Promise<void> {
    return this.list.show((part) => pageOfSessions({ q: words.trim(), ...part }));
  }

  follow({ kind }: Change): void {
    if (kind === "conversation" || kind === "conversation.deleted") this.list.refreshSoon();
  }

  catchUp(): void {
    this.list.refreshSoon();
  }
}
