import { randomUUID } from "node:crypto";
import {
  ConversationEvent,
  type Conversation,
  ReplyAudio,
  type RequestInput,
  type RequestName,
  WireProblem,
} from "@voiceplan/protocol";
import { io, type Socket } from "socket.io-client";
import { z } from "zod";
import { Acknowledgement, Opened } from "./acknowledgement.ts";
import { Arrivals, WAIT_LIMIT_MS } from "./arrivals.ts";

export interface ReceivedAudio {
  header: ReplyAudio;
  frame: Uint8Array;
  /** Milliseconds of `performance.now()`. */
  at: number;
}

type EventOf<T extends ConversationEvent["type"]> = Extract<ConversationEvent, { type: T }>;

/** How the frames of an utterance may be written. */
const formats = {
  pcm_s16le: { encoding: "pcm_s16le", sampleRate: 16_000 },
  opus: { encoding: "opus", sampleRate: 48_000 },
} as const;
type Encoding = keyof typeof formats;

/** So many events are told in the message of a wait that was for nothing. */
const SHOWN_EVENTS = 20;

/**
 * One page's connection to a conversation. Parses everything that comes, and insists that events are
 * numbered without a gap and that none comes twice, over opening, living on and coming back.
 */
export class ConversationClient {
  readonly events: ConversationEvent[] = [];
  readonly audio: ReceivedAudio[] = [];
  conversation: Conversation | null = null;
  /** Why the server let the connection go. */
  closedBecause: WireProblem | null = null;
  readonly #socket: Socket;
  readonly #arrivals = new Arrivals();
  #lastSeq = 0;
  #early: ConversationEvent[] | null = [];
  #fault: Error | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("disconnect", () => this.#arrivals.notify());
    socket.on("connection.closing", (why: unknown) =>
      this.#guard(() => (this.closedBecause = WireProblem.parse(why))),
    );
    socket.on("event", (value: unknown) => this.#guard(() => this.#take(value)));
    socket.on("reply.audio", (header: unknown, frame: unknown) =>
      this.#guard(() => this.#hear(header, frame)),
    );
  }

  /** Connects. Rejects when the server refuses the connection. */
  static async connect(
    url: string,
    headers: Record<string, string> = {},
  ): Promise<ConversationClient> {
    const socket = io(url, {
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
      extraHeaders: headers,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
    return new ConversationClient(socket);
  }

  /** Connects and opens: a new conversation when `request` names none. */
  static async open(
    url: string,
    request: RequestInput<"conversation.open"> = {},
  ): Promise<ConversationClient> {
    const client = await ConversationClient.connect(url);
    await client.open(request);
    return client;
  }

  get id(): string {
    if (this.conversation) return this.conversation.id;
    throw new Error("No conversation is open.");
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  get isConnected(): boolean {
    return this.#socket.connected;
  }

  /** Opens a conversation; its events go on from `afterSeq`. Throws when it is refused. */
  async open(request: RequestInput<"conversation.open"> = {}): Promise<Opened> {
    this.#early = [];
    const answer = await this.emit("conversation.open", request);
    const opened = Opened.parse(answer);
    this.conversation = opened.conversation;
    this.#lastSeq = request.afterSeq ?? 0;
    const early = this.#early;
    this.#early = null;
    this.#guard(() => {
      for (const event of [...opened.events, ...early]) this.#keep(event);
    });
    this.#throwFault();
    return opened;
  }

  /** Sends a request as the protocol has it; resolves with its acknowledgement. */
  request<N extends RequestName>(
    name: N,
    payload: RequestInput<N>,
    frame?: Uint8Array,
  ): Promise<Acknowledgement> {
    return frame === undefined ? this.emit(name, payload) : this.emit(name, payload, frame);
  }

  /** The same, and throws when it is answered with a problem. */
  async accepted<N extends RequestName>(
    name: N,
    payload: RequestInput<N>,
    frame?: Uint8Array,
  ): Promise<void> {
    const answer = await this.request(name, payload, frame);
    if (!answer.ok) throw new Error(`${name}: ${answer.problem.code}: ${answer.problem.message}`);
  }

  /** Sends whatever it is given under whatever name. */
  async emit(name: string, ...args: readonly unknown[]): Promise<Acknowledgement> {
    const answer: unknown = await this.#socket.timeout(WAIT_LIMIT_MS).emitWithAck(name, ...args);
    return Acknowledgement.parse(answer);
  }

  /** The same without asking for an acknowledgement. */
  send(name: string, ...args: readonly unknown[]): void {
    this.#socket.emit(name, ...args);
  }

  /** Types a message; resolves with its id once it is acknowledged. */
  async say(text: string, messageId: string = randomUUID()): Promise<string> {
    await this.accepted("message.send", { messageId, text });
    return messageId;
  }

  /** Types a message and waits until it is answered. */
  async ask(text: string): Promise<EventOf<"reply.ended">> {
    return this.answerTo(await this.say(text));
  }

  /** The end of the reply to a message or an utterance, once the turn is over. */
  async answerTo(sourceId: string): Promise<EventOf<"reply.ended">> {
    const { replyId } = await this.until("reply.started", (event) => event.sourceId === sourceId);
    const ended = await this.until("reply.ended", (event) => event.replyId === replyId);
    await this.until("state", ({ state, seq }) => state === "listening" && seq > ended.seq);
    return ended;
  }

  /** Sends an utterance frame by frame and ends it; resolves once that is acknowledged. */
  async utter(
    frames: readonly Uint8Array[],
    utteranceId: string = randomUUID(),
    encoding: Encoding = "pcm_s16le",
  ): Promise<string> {
    await this.startUtterance(utteranceId, {}, encoding);
    await this.sendFrames(utteranceId, frames);
    await this.accepted("utterance.end", { utteranceId, frames: frames.length });
    return utteranceId;
  }

  async startUtterance(
    utteranceId: string,
    more: Pick<RequestInput<"utterance.start">, "endpointing" | "vad"> = {},
    encoding: Encoding = "pcm_s16le",
  ): Promise<void> {
    await this.accepted("utterance.start", { utteranceId, ...formats[encoding], ...more });
  }

  async sendFrames(utteranceId: string, frames: readonly Uint8Array[], from = 0): Promise<void> {
    await Promise.all(
      frames.map((frame, at) =>
        this.accepted("utterance.audio", { utteranceId, seq: from + at }, frame),
      ),
    );
  }

  all<T extends ConversationEvent["type"]>(type: T): EventOf<T>[] {
    return this.events.filter((event): event is EventOf<T> => event.type === type);
  }

  /** The first event of this type that matches, among those that came and those to come. */
  until<T extends ConversationEvent["type"]>(
    type: T,
    matches: (event: EventOf<T>) => boolean = () => true,
  ): Promise<EventOf<T>> {
    return this.when(`the event ${type}`, () => this.all(type).find(matches));
  }

  /** Resolves with what `look` finds, which is asked whenever something has arrived. */
  when<R>(what: string, look: () => R | undefined): Promise<R> {
    const seen = (): string => {
      const last = this.events.filter(({ type }) => type !== "reply.text").slice(-SHOWN_EVENTS);
      return last.map((event) => JSON.stringify(event).slice(0, 200)).join("\n");
    };
    return this.#arrivals.when(what, seen, () => {
      this.#throwFault();
      return look();
    });
  }

  /** Disconnects. Throws when anything that came broke the protocol. */
  close(): void {
    this.#socket.disconnect();
    this.#throwFault();
  }

  #take(value: unknown): void {
    const event = ConversationEvent.parse(value);
    // What arrives before the answer to `conversation.open` is behind what that answer holds.
    if (this.#early) this.#early.push(event);
    else this.#keep(event);
  }

  #keep(event: ConversationEvent): void {
    if (event.conversationId !== this.conversation?.id) {
      throw new Error(`An event of another conversation came: ${event.conversationId}.`);
    }
    if (event.seq !== this.#lastSeq + 1) {
      throw new Error(`Event ${event.seq} (${event.type}) came after event ${this.#lastSeq}.`);
    }
    this.#lastSeq = event.seq;
    this.events.push(event);
  }

  #hear(header: unknown, frame: unknown): void {
    const heard = {
      header: ReplyAudio.parse(header),
      frame: z.instanceof(Uint8Array).parse(frame),
    };
    const before = this.audio.findLast((known) => known.header.replyId === heard.header.replyId);
    const expected = before ? before.header.seq + 1 : heard.header.seq;
    if (heard.header.seq !== expected) {
      throw new Error(
        `Frame ${heard.header.seq} of the reply came where ${expected} was expected.`,
      );
    }
    this.audio.push({ ...heard, at: performance.now() });
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fault ??= error instanceof Error ? error : new Error(String(error));
    }
    this.#arrivals.notify();
  }

  #throwFault(): void {
    if (this.#fault) throw this.#fault;
  }
}
