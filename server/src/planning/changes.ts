import type { Change } from "@voiceplan/protocol";

/** Shows people what there is, and wants to know when that is different. */
export interface Follower {
  /** Whether it shows anything of this person's. */
  follows(ownerId: string): boolean;
  told(ownerId: string, change: Change): void;
}

/** Where whoever writes tells what changed, after the commit, and whoever shows it listens. */
export class Changes {
  readonly #followers = new Set<Follower>();

  /** Whether anybody would be told: what is read only in order to tell it need not be read otherwise. */
  isFollowed(ownerId: string): boolean {
    return this.#followers.values().some((follower) => follower.follows(ownerId));
  }

  tell(ownerId: string, change: Change): void {
    for (const follower of this.#followers) follower.told(ownerId, change);
  }

  follow(follower: Follower): void {
    this.#followers.add(follower);
  }
}
