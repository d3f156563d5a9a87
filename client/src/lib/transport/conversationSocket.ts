import type { Change, RequestInput, ReplyAudio } from "@voiceplan/protocol";
import { io, type Socket } from "socket.io-client";
import type { NumberedEvent } from "../state/view.ts";
import { ClientProblem } from "./clientProblem.ts";
import type { Link } from "./link.ts";
import {
  parseAcknowledgement,
  parseChange,
  parseEvent,
  parseOpened,
  parseReplyAudio,
  type Opened,
} from "./parse.ts";

const ACKNOWLEDGE_TIMEOUT_MS = 15_000;
const RETRY_OPEN_MS = 2000;

export type ConnectionState = "connecting" | "open" | "lost";

export interface SocketEvents {
  /** What to open on a new connection: which conversation, and after which of its events. */
  opening(): RequestInput<"conversation.open">;
  opened(opened: Opened, link: Link): void;
  /** The conversation could not be opened, and trying again will not help. */
  refused(problem: ClientProblem): void;
  event(event: NumberedEvent): void;
  audio(header: ReplyAudio, frame: Uint8Array): void;
  /** Something in the workspace is different. */
  changed(change: Change): void;
  state(state: ConnectionState): void;
}

/**
 * The connection to the server. Reconnects by itself, and on every connection opens the conversation
 * where it was left, so that nothing is missed.
 */
export class ConversationSocket {
  readonly #socket: Socket;
  readonly #events: SocketEvents;
  #link = new AbortController();
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(events: SocketEvents) {
    this.#events = events;
    this.#socket = io({
      autoConnect: false,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
    });
    this.#socket.on("connect", () => void this.open());
    this.#socket.on("disconnect", (reason) => {
      this.#cut();
      events.state("lost");
      // The server said goodbye itself; the library does not come back after that on its own.
      if (reason === "io server disconnect") this.#socket.connect();
    });
    this.#socket.on("connect_error", () => events.state("lost"));
    this.#socket.on("event", (value: unknown) => {
      const event = parseEvent(value);
      if (event) events.event(event);
    });
    this.#socket.on("changed", (value: unknown) => {
      const change = parseChange(value);
      if (change) events.changed(change);
    });
    this.#socket.on("reply.audio", (header: unknown, frame: unknown) => {
      const audio = parseReplyAudio(header, frame);
      if (audio) events.audio(audio.header, audio.frame);
    });
  }

  connect(): void {
    this.#events.state("connecting");
    this.#socket.connect();
  }

  close(): void {
    this.#cut();
    this.#socket.disconnect();
  }

  /** Opens what `opening` names on the connection, if there is one; otherwise the next one does. */
  async open(): Promise<void> {
    if (!this.#socket.connected) return;
    this.#cut();
    const controller = this.#link;
    try {
      const opened = parseOpened(await this.#call("conversation.open", [this.#events.opening()]));
      if (controller.signal.aborted) return;
      this.#events.opened(opened, this.#linkOf(controller.signal));
      this.#events.state("open");
    } catch (error) {
      if (controller.signal.aborted) return;
      const problem = error instanceof ClientProblem ? error : null;
      if (problem && !problem.retryable) this.#events.refused(problem);
      else this.#retry = setTimeout(() => void this.open(), RETRY_OPEN_MS);
    }
  }

  #linkOf(signal: AbortSignal): Link {
    return {
      signal,
      request: async (name, payload, frame) => {
        signal.throwIfAborted();
        const args = frame === undefined ? [payload] : [payload, frame];
        parseAcknowledgement(await this.#call(name, args));
      },
    };
  }

  #call(name: string, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#socket
        .timeout(ACKNOWLEDGE_TIMEOUT_MS)
        .emit(name, ...args, (error: Error | null, answer: unknown) => {
          if (error) reject(error);
          else resolve(answer);
        });
    });
  }

  #cut(): void {
    clearTimeout(this.#retry);
    this.#link.abort(new Error("The connection was lost."));
    this.#link = new AbortController();
  }
}
