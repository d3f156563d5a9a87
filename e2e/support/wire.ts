import { ConversationEvent, ReplyAudio } from "@voiceplan/protocol";
import type { Page } from "playwright-core";
import { z } from "zod";
import { eventually } from "./eventually.ts";

/** One Socket.IO event as it crossed the wire, with the binary that followed it. */
export interface Crossing {
  name: string;
  payload: unknown;
  frame: Buffer | null;
  /** On the wall clock. */
  atMs: number;
}

type EventType = ConversationEvent["type"];
type EventOf<T extends EventType> = Extract<ConversationEvent, { type: T }>;

/** An event packet of Socket.IO 5 in the default namespace: `42["name",…]`, `451-["name",…]`. */
const packet = /^4(2|5)(?:\d+-)?\d*(\[.*)$/s;
const Arguments = z.tuple([z.string()]).rest(z.unknown());

/** Everything that a page and the server say to each other, read off the browser's connection. */
export class Wire {
  readonly sent: Crossing[] = [];
  readonly received: Crossing[] = [];

  /** Listens to every connection that the page opens from now on. */
  constructor(page: Page) {
    page.on("websocket", (socket) => {
      socket.on("framesent", recorder(this.sent));
      socket.on("framereceived", recorder(this.received));
    });
  }

  /** The conversation's live events of one type, in the order in which they came. */
  events<T extends EventType>(type: T): EventOf<T>[] {
    return this.received
      .filter(({ name }) => name === "event")
      .map(({ payload }) => ConversationEvent.parse(payload))
      .filter((event): event is EventOf<T> => event.type === type);
  }

  /** The first that matches, among those that came and those to come. */
  until<T extends EventType>(
    type: T,
    matches: (event: EventOf<T>) => boolean = () => true,
  ): Promise<EventOf<T>> {
    return eventually(`the event ${type}`, () => this.events(type).find(matches));
  }

  /** The end of the reply to a message, an utterance or a command. */
  async answerTo(sourceId: string): Promise<EventOf<"reply.ended">> {
    const { replyId } = await this.until("reply.started", (event) => event.sourceId === sourceId);
    return this.until("reply.ended", (event) => event.replyId === replyId);
  }

  /** What the page has sent under this name, parsed. */
  requests<T extends z.ZodType>(name: string, schema: T): z.infer<T>[] {
    return this.sent
      .filter((crossing) => crossing.name === name)
      .map(({ payload }) => schema.parse(payload));
  }

  /** What the server has sent of a reply's speech: its rate, and mono 16-bit samples. */
  speechOf(replyId: string): { sampleRate: number; pcm: Buffer } {
    const pieces = this.received
      .filter(({ name }) => name === "reply.audio")
      .map(({ payload, frame }) => ({ header: ReplyAudio.parse(payload), frame }))
      .filter(({ header }) => header.replyId === replyId);
    return {
      sampleRate: pieces[0]?.header.sampleRate ?? 0,
      pcm: Buffer.concat(pieces.flatMap(({ frame }) => frame ?? [])),
    };
  }
}

function recorder(into: Crossing[]): (data: { payload: string | Buffer }) => void {
  let awaitsFrame: Crossing | null = null;
  return ({ payload }) => {
    if (typeof payload !== "string") {
      if (awaitsFrame) awaitsFrame.frame = payload;
      awaitsFrame = null;
      return;
    }
    const [, kind, json] = packet.exec(payload) ?? [];
    if (json === undefined) return;
    const [name, value] = Arguments.parse(JSON.parse(json));
    const crossing: Crossing = { name, payload: value, frame: null, atMs: Date.now() };
    into.push(crossing);
    if (kind === "5") awaitsFrame = crossing;
  };
}
