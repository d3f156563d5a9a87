import type { Change } from "@voiceplan/protocol";

type Follower = (change: Change) => void;

/** What changes in the workspace, wherever it was changed: lists and pages that are open follow it. */
export class ChangeFeed {
  readonly #followers = new Set<Follower>();

  tell(change: Change): void {
    for (const follower of this.#followers) follower(change);
  }

  /** Returns what ends it: give it to `$effect` as it is. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }
}
