import type { Change } from "@voiceplan/protocol";

/** Shows something that can be changed elsewhere. */
export interface Follower {
  follow(change: Change): void;
  /** There may have been changes that nobody told: what is shown is fetched again, and stays until then. */
  catchUp(): void;
}

/** What changes in the workspace, wherever it was changed: lists and pages that are open follow it. */
export class ChangeFeed {
  readonly #followers = new Set<Follower>();

  tell(change: Change): void {
    for (const follower of this.#followers) follower.follow(change);
  }

  /** There is a connection, the first or another. */
  catchUp(): void {
    for (const follower of this.#followers) follower.catchUp();
  }

  /** Returns what ends it: give it to `$effect` as it is. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }
}
