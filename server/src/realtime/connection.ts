import {
  clientRequests,
  type Ack,
  type ClientToServer,
  type OpenedConversation,
  type Request,
  type RequestName,
  type ServerToClient,
  type WireProblem,
} from "@voiceplan/protocol";
import type { Socket } from "socket.io";
import type { z } from "zod";
import type { LiveConversation } from "../conversation/conversation.ts";
import type { Conversations } from "../conversation/conversations.ts";
import type { Listener, Manner } from "../conversation/listener.ts";
import { requireVoice, type TextToSpeech } from "../engines/tts/port.ts";
import type { Log } from "../lib/log.ts";
import type { Metrics } from "../lib/metrics.ts";
import { InvalidRequest, parseRequest } from "../lib/parseRequest.ts";
import { Problem } from "../lib/problem.ts";
import { ByteBudget } from "./byteBudget.ts";
import { Outbox } from "./outbox.ts";
import { parseCall } from "./parseCall.ts";

export type ClientSocket = Socket<ClientToServer, ServerToClient>;

export interface ConnectionServices {
  conversations: Conversations;
  /** Null: replies are not spoken by this server. */
  tts: Pick<TextToSpeech, "voices"> | null;
  metrics: Metrics;
  log: Log;
}

const tooSlow = new Problem(
  "unavailable",
  "This connection is too slow for what is going on. Nothing is lost: connect again, and ask for the events that are missing.",
  { retryable: true },
);

type Serve = (payload: unknown, frame: Uint8Array) => object | Promise<object>;

/** A problem that nobody can be answered with goes into the conversation, but so often at most. */
const TOLD_PROBLEM_INTERVAL_MS = 1000;

/** About five seconds of speech; from here on speech waits. */
const MAX_BEHIND_WITH_SPEECH_BYTES = 256_000;
/** Whoever is this far behind is let go, and comes back for the rest when it can. */
const MAX_BEHIND_BYTES = 2_000_000;

/**
 * One socket: parses what comes, delegates, and answers every request, with a problem at worst. The
 * connection lives on whatever it is sent.
 */
export class Connection implements Listener {
  readonly #socket: ClientSocket;
  readonly #ownerId: string;
  readonly #services: ConnectionServices;
  readonly #outbox: Outbox;
  readonly #budget = new ByteBudget(performance.now());
  #conversation: LiveConversation | null = null;
  /** Counts the requests to open one: only the newest counts. */
  #opens = 0;
  /** Resolves when the utterance that was begun last can take frames. */
  #begun: Promise<unknown> = Promise.resolve();
  #isLetGo = false;
  #toldProblemAtMs = Number.NEGATIVE_INFINITY;
  speech = true;
  manner: Manner = { voice: undefined, rate: 1 };

  constructor(socket: ClientSocket, ownerId: string, services: ConnectionServices) {
    this.#socket = socket;
    this.#ownerId = ownerId;
    this.#services = services;
    this.#outbox = new Outbox(socket.conn);
    // Every packet comes through here, known or not, whatever its shape.
    // `next` is for listeners, of which there are none.
    socket.use((packet) => void this.#serve(packet));
    socket.on("disconnect", () => this.#conversation?.detach(this));
  }

  get isBehind(): boolean {
    return this.#outbox.bytes > MAX_BEHIND_WITH_SPEECH_BYTES;
  }

  event(event: Parameters<Listener["event"]>[0]): void {
    if (this.#keepsUp()) this.#socket.emit("event", event);
  }

  audio(...[header, frame]: Parameters<Listener["audio"]>): void {
    this.#socket.emit("reply.audio", header, frame);
  }

  readonly #handlers: Record<RequestName, Serve> = {
    "conversation.open": on(clientRequests["conversation.open"], (request) => this.#open(request)),
    "utterance.start": on(clientRequests["utterance.start"], (request) => {
      this.#opened.prefer(this);
      return this.#opened.startUtterance(request);
    }),
    "utterance.audio": on(clientRequests["utterance.audio"], (request, frame) => {
      this.#opened.utterances.audio(request, frame);
    }),
    "utterance.pause": on(clientRequests["utterance.pause"], (request) => {
      this.#opened.utterances.pause(request);
    }),
    "utterance.resume": on(clientRequests["utterance.resume"], (request) => {
      this.#opened.utterances.resume(request);
    }),
    "utterance.end": on(clientRequests["utterance.end"], (request) =>
      this.#opened.utterances.end(request),
    ),
    "utterance.cancel": on(clientRequests["utterance.cancel"], ({ utteranceId }) => {
      this.#opened.utterances.cancel(utteranceId);
    }),
    "message.send": on(clientRequests["message.send"], (request) => {
      this.#opened.prefer(this);
      return this.#opened.send(request);
    }),
    "speech.set": on(clientRequests["speech.set"], (request) => this.#setSpeech(request)),
    "reply.stop": on(clientRequests["reply.stop"], (request) => this.#opened.stopReply(request)),
    "reply.played": on(clientRequests["reply.played"], (request) => {
      this.#opened.replyPlayed(request);
    }),
  };

  async #open(request: Request<"conversation.open">): Promise<OpenedConversation> {
    this.#requireVoice(request.voice);
    this.#opens += 1;
    const turn = this.#opens;
    if (request.changes !== undefined) await this.#follow(request.changes);
    const opened = await this.#services.conversations.open(this.#ownerId, request);
    if (turn !== this.#opens) throw superseded();
    this.#setSpeech({ ...request, speech: request.speech ?? true });
    this.#conversation?.detach(this);
    this.#conversation = opened;
    const { afterSeq = 0, condensed = false } = request;
    const answer = await opened.attach(this, { afterSeq, condensed });
    // Only one of many that come at once is answered with all there is.
    if (turn !== this.#opens) throw superseded();
    if (this.#socket.disconnected) opened.detach(this);
    return answer;
  }

  /** Whether this connection is told of changes to what the person has. */
  async #follow(changes: boolean): Promise<void> {
    await (changes ? this.#socket.join(this.#ownerId) : this.#socket.leave(this.#ownerId));
  }

  #setSpeech(request: Request<"speech.set">): void {
    const { voice = this.manner.voice, rate = this.manner.rate, speech = this.speech } = request;
    this.#requireVoice(voice);
    this.manner = { voice, rate };
    this.speech = speech;
    this.#conversation?.hearersChanged();
  }

  #requireVoice(voice: string | undefined): void {
    const { tts } = this.#services;
    if (tts && voice !== undefined) requireVoice(tts, voice);
  }

  get #opened(): LiveConversation {
    if (this.#conversation) return this.#conversation;
    throw new Problem("conversation_not_open", "Open a conversation first.");
  }

  async #serve(packet: readonly unknown[]): Promise<void> {
    if (!this.#keepsUp()) return;
    const { name, payload, frame, bytes, acknowledge } = parseCall(packet);
    try {
      if (!this.#budget.take(bytes, performance.now())) {
        throw new Problem("rate_limited", "More than 1 MB in a second. Send it again, slower.", {
          retryable: true,
        });
      }
      const answer = await this.#inTurn(name, () => this.#handle(name, payload, frame));
      acknowledge?.({ ok: true, ...answer } satisfies Ack);
    } catch (error) {
      const problem = this.#explain(error, name);
      if (acknowledge) acknowledge({ ok: false, problem } satisfies Ack);
      else this.#tell(problem);
    }
  }

  /** What is sent behind the beginning of an utterance waits until that can take frames. */
  #inTurn(name: string, handle: () => object | Promise<object>): Promise<object> {
    const answer = this.#begun.then(handle);
    if (name === "utterance.start") this.#begun = Promise.allSettled([answer]);
    return answer;
  }

  #handle(name: string, payload: unknown, frame: Uint8Array | null): object | Promise<object> {
    if (!isRequestName(name)) {
      throw new Problem("unknown_event", `There is no event "${name.slice(0, 60)}".`);
    }
    if (name === "utterance.audio" && !frame) {
      throw new Problem("invalid_payload", "utterance.audio: the frame must follow as binary.");
    }
    return this.#handlers[name](payload, frame ?? new Uint8Array());
  }

  #explain(error: unknown, name: string): WireProblem {
    const problem =
      error instanceof InvalidRequest
        ? new Problem("invalid_payload", `${name}: ${error.message}`)
        : Problem.from(error);
    const { metrics, log } = this.#services;
    metrics.problems.inc({ code: problem.code });
    const fields = {
      err: problem,
      event: name.slice(0, 60),
      conversationId: this.#conversation?.id,
    };
    if (problem.code === "internal") log.error(fields, "A request failed");
    else log.debug(fields, "A request was refused");
    return problem.toWire();
  }

  /**
   * False when so much is on its way that the connection is let go. It is told why, behind all that
   * was sent before, and closes when that has been taken; nothing more piles up.
   */
  #keepsUp(): boolean {
    if (this.#isLetGo || this.#outbox.bytes <= MAX_BEHIND_BYTES) return !this.#isLetGo;
    this.#isLetGo = true;
    const { log } = this.#services;
    log.warn({ conversationId: this.#conversation?.id }, "A connection was too slow");
    this.#socket.emit("connection.closing", tooSlow.toWire());
    this.#conversation?.detach(this);
    this.#socket.conn.close();
    return false;
  }

  #tell(problem: WireProblem): void {
    const nowMs = performance.now();
    if (!this.#conversation || nowMs - this.#toldProblemAtMs < TOLD_PROBLEM_INTERVAL_MS) return;
    this.#toldProblemAtMs = nowMs;
    this.#conversation.tell(problem);
  }
}

/** Parses a request before it is handled; what a handler resolves to becomes part of the answer. */
function on<S extends z.ZodType>(
  schema: S,
  handle: (request: z.output<S>, frame: Uint8Array) => void | Promise<object | void>,
): Serve {
  return async (payload, frame) => (await handle(parseRequest(schema, payload), frame)) ?? {};
}

function superseded(): Problem {
  return new Problem("conflict", "Another conversation was opened in the meantime.");
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(clientRequests, name);
}
