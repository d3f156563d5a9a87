import type { ConversationEvent } from "@voiceplan/protocol";
import type { EventLog } from "./eventLog.ts";
import type { Listener } from "./listener.ts";

/** Who is at the other end of a conversation now. */
export class Audience {
  readonly #conversationId: string;
  readonly #eventLog: EventLog;
  /** With what ends each one's subscription. */
  readonly #listeners = new Map<Listener, () => void>();

  constructor(conversationId: string, eventLog: EventLog) {
    this.#conversationId = conversationId;
    this.#eventLog = eventLog;
  }

  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  /** The listener that replies are spoken to: the one that came last and wants to hear them. */
  get hearing(): Listener | undefined {
    return [...this.#listeners.keys()].findLast(({ speech }) => speech);
  }

  /**
   * Adds a listener. It gets every event after `afterSeq` exactly once: from the answer to this what
   * there is, and from then on each as it happens.
   */
  async attach(listener: Listener, afterSeq: number): Promise<ConversationEvent[]> {
    const meanwhile: ConversationEvent[] = [];
    let deliver = (event: ConversationEvent): void => void meanwhile.push(event);
    this.#subscribe(listener, (event) => deliver(event));
    try {
      const events = await this.#eventLog.read(this.#conversationId, afterSeq);
      const readTo = events.at(-1)?.seq ?? afterSeq;
      events.push(...meanwhile.filter(({ seq }) => seq > readTo));
      const answeredTo = events.at(-1)?.seq ?? afterSeq;
      // What was read may come once more: a commit can be seen before it is announced.
      deliver = (event) => {
        if (event.seq > answeredTo) listener.event(event);
      };
      return events;
    } catch (error) {
      this.detach(listener);
      throw error;
    }
  }

  /** Adds a listener to what happens from now on. */
  listen(listener: Listener): void {
    this.#subscribe(listener, (event) => listener.event(event));
  }

  detach(listener: Listener): void {
    this.#listeners.get(listener)?.();
    this.#listeners.delete(listener);
  }

  #subscribe(listener: Listener, deliver: (event: ConversationEvent) => void): void {
    this.#listeners.set(listener, this.#eventLog.subscribe(this.#conversationId, deliver));
  }
}
