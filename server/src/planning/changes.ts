import type { Change } from "@voiceplan/protocol";

type Subscriber = (ownerId: string, change: Change) => void;

/** Where whoever writes tells what changed, after the commit, and whoever shows it listens. */
export class Changes {
  readonly #subscribers = new Set<Subscriber>();

  tell(ownerId: string, change: Change): void {
    for (const subscriber of this.#subscribers) subscriber(ownerId, change);
  }

  /** Returns what ends it. */
  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }
}
