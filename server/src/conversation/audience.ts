import type { ConversationEvent } from "@voiceplan/protocol";
import type { TextToSpeech } from "../engines/tts/port.ts";
import type { EventLog } from "./eventLog.ts";
import type { Listener } from "./listener.ts";
import type { SpeakerOptions } from "./speaker.ts";

export type Voice = Pick<SpeakerOptions, "tts" | "manner" | "isBehind" | "send">;

/** What a listener is told of what there is already: the events after `afterSeq`. */
export interface Attachment {
  afterSeq: number;
  /** Without those that later ones have made pointless. */
  condensed: boolean;
}

/**
 * Who listens to a conversation. All of them get the same events; replies are spoken to one: whoever
 * opened it, spoke or wrote last and wants to hear them.
 */
export class Audience {
  readonly #conversationId: string;
  readonly #eventLog: EventLog;
  /** With what ends each one's subscription; who was heard of last comes last. */
  readonly #listeners = new Map<Listener, () => void>();

  constructor(conversationId: string, eventLog: EventLog) {
    this.#conversationId = conversationId;
    this.#eventLog = eventLog;
  }

  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  /** Whether anybody wants to hear replies. */
  get hears(): boolean {
    return this.#hearing() !== undefined;
  }

  /**
   * Subscribes a listener. It gets every event after `afterSeq` exactly once: those that there are as
   * what this resolves to, condensed where it is asked for, and from then on each as it happens.
   */
  async attach(
    listener: Listener,
    { afterSeq, condensed }: Attachment,
  ): Promise<ConversationEvent[]> {
    const meanwhile: ConversationEvent[] = [];
    let deliver = (event: ConversationEvent): void => void meanwhile.push(event);
    this.#subscribe(listener, (event) => deliver(event));
    try {
      const events = await (condensed
        ? this.#eventLog.readCondensed(this.#conversationId, afterSeq)
        : this.#eventLog.read(this.#conversationId, afterSeq));
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

  /** Subscribes a listener to what happens from now on. */
  listen(listener: Listener): void {
    this.#subscribe(listener, (event) => listener.event(event));
  }

  detach(listener: Listener): void {
    this.#listeners.get(listener)?.();
    this.#listeners.delete(listener);
  }

  /** It has spoken or written: replies are for it from the next one on. */
  prefer(listener: Listener): void {
    const unsubscribe = this.#listeners.get(listener);
    if (!unsubscribe) return;
    this.#listeners.delete(listener);
    this.#listeners.set(listener, unsubscribe);
  }

  /** How one reply is spoken: to the same listener to its end, unless that goes away. */
  voice(tts: TextToSpeech): Voice {
    let chosen = this.#hearing();
    const listener = (): Listener | undefined => {
      if (!chosen?.speech || !this.#listeners.has(chosen)) chosen = this.#hearing();
      return chosen;
    };
    return {
      tts,
      manner: () => listener()?.manner ?? { voice: undefined, rate: 1 },
      isBehind: () => listener()?.isBehind ?? false,
      send: (header, frame) => listener()?.audio(header, frame),
    };
  }

  #subscribe(listener: Listener, deliver: (event: ConversationEvent) => void): void {
    this.#listeners.set(listener, this.#eventLog.subscribe(this.#conversationId, deliver));
  }

  #hearing(): Listener | undefined {
    return [...this.#listeners.keys()].findLast(({ speech }) => speech);
  }
}
