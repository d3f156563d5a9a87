import { setImmediate } from "node:timers/promises";
import type { ConversationEvent, ConversationEventBody } from "@voiceplan/protocol";
import type { Db, Tx } from "../store/db.ts";
import { condensedEvents } from "../store/condensedEvents.ts";
import { insertEvents } from "../store/insertEvents.ts";
import { storableEvent } from "./storableEvent.ts";
import { storedEvent } from "./storedEvent.ts";

/** An event to be numbered. At most one event of a conversation is kept with the same `key`. */
export interface NewEvent {
  body: ConversationEventBody;
  key?: string;
}

/** Writes through `tx` and does nothing else: where the transaction fails, it is called once more. */
type Within = (tx: Tx) => Promise<void>;

interface Pending {
  conversationId: string;
  events: NewEvent[];
  within: Within | null;
  resolve: (written: ConversationEvent[]) => void;
  reject: (error: unknown) => void;
}

interface Row {
  conversationId: string;
  seq: number;
  at: Date;
  event: ConversationEventBody;
  key: string | null;
}

type Subscriber = (event: ConversationEvent) => void;

/** So many events at most go into one transaction, so that a burst delays nobody for long. */
const MAX_BATCH_EVENTS = 500;
/** And so many steps that write more than events. */
const MAX_BATCH_STEPS = 32;

/**
 * The numbered, durable record of every conversation.
 *
 * Invariants: events of a conversation are numbered 1, 2, 3 … in the order of `append`; a subscriber
 * sees an event only after it is committed, so no number is ever seen with two meanings; an event
 * whose key is already there is dropped without a trace, which makes a repeated step harmless.
 *
 * While one transaction is under way the next events wait and then share one (group commit): many
 * conversations cost the database a few transactions, not one for each word.
 */
export class EventLog {
  readonly #db: Db;
  readonly #pending: Pending[] = [];
  readonly #lastSeq = new Map<string, number>();
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  #flushing: Promise<void> | null = null;

  constructor(db: Db) {
    this.#db = db;
  }

  /**
   * Writes events, and whatever `within` writes, in one transaction. Where all the events are there
   * already by their keys, the step has been done before and `within` is left out. Resolves with the
   * events that were written, after subscribers have seen them.
   */
  append(
    conversationId: string,
    events: NewEvent[],
    within: Within | null = null,
  ): Promise<ConversationEvent[]> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ conversationId, events, within, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** The events after `afterSeq`, oldest first. */
  async read(conversationId: string, afterSeq: number): Promise<ConversationEvent[]> {
    const rows = await this.#db.conversationEvent.findMany({
      where: { conversationId, seq: { gt: afterSeq } },
      orderBy: { seq: "asc" },
    });
    return rows.map((row) => numbered({ ...row, event: storedEvent(row.event) }));
  }

  /** The same without those that say nothing any more, so that numbers are missing between them. */
  async readCondensed(conversationId: string, afterSeq: number): Promise<ConversationEvent[]> {
    const rows = await condensedEvents(this.#db, conversationId, afterSeq);
    return rows.map((row) => numbered({ ...row, conversationId, event: storedEvent(row.event) }));
  }

  /** Whether there is an event with this key. */
  async has(conversationId: string, key: string): Promise<boolean> {
    const where = { conversationId_key: { conversationId, key } };
    return (await this.#db.conversationEvent.findUnique({ where, select: { seq: true } })) !== null;
  }

  subscribe(conversationId: string, subscriber: Subscriber): () => void {
    const subscribers = this.#subscribers.get(conversationId) ?? new Set();
    this.#subscribers.set(conversationId, subscribers.add(subscriber));
    return () => {
      subscribers.delete(subscriber);
      if (subscribers.size === 0) this.#subscribers.delete(conversationId);
    };
  }

  /** How many appended steps are not being written yet. */
  get waiting(): number {
    return this.#pending.length;
  }

  /** Resolves when everything appended so far is committed or has failed. */
  async settled(): Promise<void> {
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    // What is appended in the same breath, as the first events of a turn are, shares the transaction.
    await setImmediate();
    while (this.#pending.length > 0) await this.#commit(this.#takeBatch());
    // In the same step as the look at the queue: whoever appends next begins a flush of their own.
    this.#flushing = null;
  }

  #takeBatch(): Pending[] {
    let size = 0;
    let steps = 0;
    const end = this.#pending.findIndex(({ events, within }) => {
      size += events.length;
      if (within) steps += 1;
      return size > MAX_BATCH_EVENTS || steps > MAX_BATCH_STEPS;
    });
    return this.#pending.splice(0, end < 0 ? this.#pending.length : Math.max(1, end));
  }

  /** Writes them together; where that fails, each by itself, so that a failure takes nobody along. */
  async #commit(batch: Pending[]): Promise<void> {
    let written: Map<Pending, Row[]>;
    try {
      written = await this.#write(batch);
    } catch (error) {
      // What the failed transaction took as its numbers is free again.
      for (const { conversationId } of batch) this.#lastSeq.delete(conversationId);
      const [first, ...others] = batch;
      if (others.length === 0) first?.reject(error);
      else for (const one of batch) await this.#commit([one]);
      return;
    }
    for (const [pending, rows] of written) this.#deliver(pending, rows);
  }

  async #write(batch: Pending[]): Promise<Map<Pending, Row[]>> {
    const isPlain = batch.every(
      ({ events, within }) => !within && events.every(({ key }) => key === undefined),
    );
    if (isPlain) return this.#insert(batch);
    return this.#db.$transaction(async (tx) => {
      const rows = await this.#number(tx, batch);
      for (const [{ events, within }, written] of rows) {
        const isDone = events.length > 0 && written.length === 0;
        if (!isDone) await within?.(tx);
      }
      await insertEvents(tx, [...rows.values()].flat());
      return rows;
    });
  }

  /** Events alone are one statement, which needs no transaction around it. */
  async #insert(batch: Pending[]): Promise<Map<Pending, Row[]>> {
    const rows = await this.#number(this.#db, batch);
    await insertEvents(this.#db, [...rows.values()].flat());
    return rows;
  }

  async #number(tx: Tx, batch: Pending[]): Promise<Map<Pending, Row[]>> {
    const taken = await this.#takenKeys(tx, batch);
    const at = new Date();
    const rows = new Map<Pending, Row[]>();
    for (const pending of batch) {
      const { conversationId } = pending;
      const written: Row[] = [];
      for (const { body, key = null } of pending.events) {
        const name = key && `${conversationId} ${key}`;
        if (name && taken.has(name)) continue;
        if (name) taken.add(name);
        const seq = (await this.#last(tx, conversationId)) + 1;
        this.#lastSeq.set(conversationId, seq);
        written.push({ conversationId, seq, at, event: storableEvent(body), key });
      }
      rows.set(pending, written);
    }
    return rows;
  }

  async #takenKeys(tx: Tx, batch: Pending[]): Promise<Set<string>> {
    const keyed = batch.filter(({ events }) => events.some(({ key }) => key !== undefined));
    if (keyed.length === 0) return new Set();
    const keys = keyed.flatMap(({ events }) => events.flatMap(({ key }) => key ?? []));
    const found = await tx.conversationEvent.findMany({
      where: { conversationId: { in: keyed.map((p) => p.conversationId) }, key: { in: keys } },
      select: { conversationId: true, key: true },
    });
    return new Set(found.map(({ conversationId, key }) => `${conversationId} ${key}`));
  }

  async #last(tx: Tx, conversationId: string): Promise<number> {
    const known = this.#lastSeq.get(conversationId);
    if (known !== undefined) return known;
    const { _max } = await tx.conversationEvent.aggregate({
      where: { conversationId },
      _max: { seq: true },
    });
    return _max.seq ?? 0;
  }

  /** Drops what is kept in memory of a conversation that nobody holds any more. */
  forget(conversationId: string): void {
    this.#lastSeq.delete(conversationId);
  }

  #deliver({ conversationId, resolve, reject }: Pending, rows: Row[]): void {
    try {
      const events = rows.map(numbered);
      const subscribers = this.#subscribers.get(conversationId);
      for (const event of events) for (const notify of subscribers ?? []) notify(event);
      resolve(events);
    } catch (error) {
      reject(error);
    }
  }
}

function numbered({ conversationId, seq, at, event }: Omit<Row, "key">): ConversationEvent {
  return { conversationId, seq, at: at.toISOString(), ...event };
}
