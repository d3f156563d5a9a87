import type { Ack, ClientToServer, ConversationEvent, ServerToClient } from "@voiceplan/protocol";
import { io, type Socket } from "socket.io-client";
import { nowMs } from "./clock.ts";

/** The speech of one reply, as it came. */
export interface ReplyHeard {
  firstAt: number;
  lastAt: number;
  ms: number;
}

interface Arrived {
  event: ConversationEvent;
  at: number;
}

const WAIT_LIMIT_MS = 30_000;
const BYTES_A_MS = (24_000 * 2) / 1000;

/** One connection to a conversation. Keeps what arrives, and when. */
export class Client {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly speech = new Map<string, ReplyHeard>();
  /** The first thing that the server refused or that broke a promise. */
  fault: string | null = null;
  conversationId: string | null = null;
  #arrived: Arrived[] = [];
  #lastSeq = 0;
  #waiters: (() => void)[] = [];

  /** Called on every further connection: to be sent again is what may not have arrived. */
  resend: () => void = () => undefined;
  /** Requests can be sent; otherwise they wait for the next connection. */
  isOpen = false;
  readonly #opened = Promise.withResolvers<void>();

  constructor(url: string) {
    this.socket = io(url, { transports: ["websocket"], forceNew: true, reconnectionDelay: 500 });
    this.socket.on("connect", () => this.#open());
    this.socket.on("disconnect", () => (this.isOpen = false));
    this.socket.on("event", (event) => this.#take(event));
    this.socket.on("reply.audio", ({ replyId }, frame) => this.#hear(replyId, frame.byteLength));
  }

  /** Resolves once the conversation is open for the first time. */
  open(): Promise<void> {
    return this.#opened.promise;
  }

  /** Everything that has happened in the conversation, as the server has kept it. */
  history(): Promise<ConversationEvent[]> {
    const request = { ...this.#conversation(), afterSeq: 0 };
    return new Promise((resolve, reject) => {
      this.socket.emit("conversation.open", request, (ack) => {
        if (ack.ok) resolve(ack.events);
        else reject(new Error(ack.problem.message));
      });
    });
  }

  #open(): void {
    const request = { ...this.#conversation(), afterSeq: this.#lastSeq };
    this.socket.emit("conversation.open", request, (ack) => {
      if (!ack.ok) return this.#opened.reject(new Error(ack.problem.message));
      this.conversationId = ack.conversation.id;
      for (const event of ack.events) this.#take(event);
      this.isOpen = true;
      this.resend();
      this.#opened.resolve();
    });
  }

  #conversation(): { conversationId?: string } {
    return this.conversationId === null ? {} : { conversationId: this.conversationId };
  }

  /** For every request: what is refused is a fault. */
  readonly acknowledged = (ack: Ack): void => {
    if (!ack.ok) this.fault ??= `${ack.problem.code}: ${ack.problem.message}`;
  };

  /** The moment of the first event that matches, among those since `forget` and those to come; null: none. */
  async until(matches: (event: ConversationEvent) => boolean): Promise<Arrived | null> {
    return this.when(() => this.#arrived.find(({ event }) => matches(event)));
  }

  /** Asks `look` whenever something has arrived. Null: nothing was found in half a minute. */
  when<T>(look: () => T | undefined): Promise<T | null> {
    return new Promise((resolve) => {
      const done = (found: T | null): void => {
        clearTimeout(timer);
        this.#waiters = this.#waiters.filter((waiter) => waiter !== ask);
        resolve(found);
      };
      const ask = (): void => {
        const found = look();
        if (found !== undefined) done(found);
      };
      const timer = setTimeout(() => done(null), WAIT_LIMIT_MS);
      this.#waiters.push(ask);
      ask();
    });
  }

  /** Drops what came before, which nobody will ask for again. */
  forget(): void {
    this.#arrived = [];
    this.speech.clear();
  }

  close(): void {
    this.socket.disconnect();
  }

  #take(event: ConversationEvent): void {
    if (event.seq <= this.#lastSeq) return;
    if (event.seq !== this.#lastSeq + 1) {
      this.fault ??= `Event ${event.seq} came after event ${this.#lastSeq}.`;
    }
    this.#lastSeq = event.seq;
    if (event.type === "reply.text" || event.type === "state") return;
    if (event.type === "problem") this.fault ??= `${event.code}: ${event.message}`;
    this.#arrived.push({ event, at: nowMs() });
    this.#notify();
  }

  #hear(replyId: string, bytes: number): void {
    const at = nowMs();
    const heard = this.speech.get(replyId);
    this.speech.set(replyId, {
      firstAt: heard?.firstAt ?? at,
      lastAt: at,
      ms: (heard?.ms ?? 0) + bytes / BYTES_A_MS,
    });
    if (!heard) this.#notify();
  }

  #notify(): void {
    for (const waiter of [...this.#waiters]) waiter();
  }
}
