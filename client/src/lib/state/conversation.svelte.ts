import type { Change, Modality, Plan, ReplyAudio, RequestInput } from "@voiceplan/protocol";
import { RecentMap } from "../recentMap.ts";
import { ClientProblem } from "../transport/clientProblem.ts";
import { ConversationSocket, type ConnectionState } from "../transport/conversationSocket.ts";
import type { Link } from "../transport/link.ts";
import { MessageDelivery } from "../transport/messageDelivery.ts";
import { Outbox, type Delivery } from "../transport/outbox.ts";
import type { Opened } from "../transport/parse.ts";
import { catchUp, hasGap, reduce } from "./reduce.ts";
import { remembered } from "./remembered.ts";
import { emptyView, type NumberedEvent, type View } from "./view.ts";

/** How long a gap in the events may be one of the network's detours. */
const GAP_PATIENCE_MS = 400;

export interface OutgoingMessage {
  id: string;
  text: string;
}

export interface ConversationEvents {
  /** An event as it happens; not those that are caught up on. */
  live(event: NumberedEvent): void;
  audio(header: ReplyAudio, frame: Uint8Array): void;
  /** An utterance is kept by the server: so many of its frames, where it says so. Also when caught up on. */
  utteranceEnded(utteranceId: string, frames: number | undefined): void;
  /** Something in the workspace is different. */
  changed(change: Change): void;
  /** There is a connection, the first or another: what was changed until now, nobody told. */
  connected(): void;
  problem(problem: ClientProblem): void;
  /** A message that the server does not have, and will not get. */
  unsent(text: string): void;
}

/** The conversation that the page is about, kept in step with the server. */
export class ConversationStore {
  id = $state<string | null>(null);
  view = $state.raw<View>(emptyView);
  connection = $state<ConnectionState>("connecting");
  /** The plan the conversation was about when it was opened. */
  plan = $state.raw<Plan | null>(null);
  /** Whether what was said before is there. */
  isLoaded = $state(false);
  #outgoing = $state.raw<readonly OutgoingMessage[]>([]);
  readonly #socket: ConversationSocket;
  readonly #outbox = new Outbox();
  /** What was said or written in this page, by id. */
  readonly #said = new RecentMap<true>();
  readonly #events: ConversationEvents;
  #manner: RequestInput<"speech.set"> = {};
  #projectId: string | undefined;
  #link: Link | null = null;
  #gapTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(events: ConversationEvents) {
    this.#events = events;
    this.#socket = new ConversationSocket({
      opening: () => this.#opening(),
      opened: (opened, link) => this.#opened(opened, link),
      refused: (problem) => this.#refused(problem),
      event: (event) => this.#event(event),
      audio: (header, frame) => events.audio(header, frame),
      changed: (change) => events.changed(change),
      state: (state) => {
        const isNew = state === "open" && this.connection !== "open";
        this.connection = state;
        if (isNew) events.connected();
        if (state !== "lost") return;
        this.#link = null;
        this.#outbox.disconnect();
      },
    });
  }

  /** Messages that the server has not shown yet, the oldest first. */
  get outgoing(): readonly OutgoingMessage[] {
    const { entries } = this.view;
    return this.#outgoing.filter((message) => !entries.some(({ id }) => id === message.id));
  }

  connect(id: string | null): void {
    this.id = id;
    this.#socket.connect();
  }

  close(): void {
    clearTimeout(this.#gapTimer);
    this.#socket.close();
  }

  /** Goes over to another conversation; null: a new one. */
  open(id: string | null, options: { projectId?: string } = {}): void {
    if (id !== this.id || id === null) {
      this.#leave();
      this.id = id;
      this.view = emptyView;
      this.plan = null;
      this.isLoaded = false;
    }
    this.#projectId = options.projectId;
    void this.#socket.open();
  }

  /** How replies are to be spoken to this page, now and on every connection to come. */
  setManner(manner: RequestInput<"speech.set">): void {
    this.#manner = manner;
    if (this.#link) this.#tellManner(this.#link, manner);
  }

  /** Sends a message, now or as soon as there is a connection. */
  send(text: string, modality: Modality): void {
    const message = { id: crypto.randomUUID(), text, modality };
    this.#outgoing = [...this.#outgoing, message];
    this.deliver(
      new MessageDelivery(message, (problem) => {
        this.#outgoing = this.#outgoing.filter(({ id }) => id !== message.id);
        this.#events.problem(problem);
        this.#events.unsent(text);
      }),
    );
  }

  /** Sees to it that something reaches the server, however often the connection is lost. */
  deliver(delivery: Delivery): void {
    this.#said.set(delivery.id, true);
    this.#outbox.add(delivery);
  }

  /** Whether it was in this page that this was said or written, and not in another tab. */
  isOurs(sourceId: string): boolean {
    return this.#said.has(sourceId);
  }

  /** Says something that is only worth saying now. */
  tell(name: "reply.stop" | "reply.played", payload: RequestInput<"reply.stop">): void {
    // That a reply is over by now, or the connection, makes no difference to anybody.
    this.#link?.request(name, payload).catch(() => undefined);
  }

  /**
   * What was written for this conversation is not for the next one. A message that is on its way arrives or
   * does not; one that waits for a connection goes back to the person.
   */
  #leave(): void {
    for (const { id, text } of this.outgoing) {
      this.#outbox.remove(id);
      if (!this.#link) this.#events.unsent(text);
    }
    this.#outgoing = [];
  }

  #tellManner(link: Link, manner: RequestInput<"speech.set">): void {
    link.request("speech.set", manner).catch((error: unknown) => {
      // Without an answer the next connection tells it again.
      if (error instanceof ClientProblem) this.#events.problem(error);
    });
  }

  #opening(): RequestInput<"conversation.open"> {
    const { speech, rate } = this.#manner;
    return {
      conversationId: this.id ?? undefined,
      projectId: this.#projectId,
      afterSeq: this.view.seq,
      // Not the voice: a server that has another engine by now would refuse to open at all.
      speech,
      rate,
      changes: true,
      condensed: true,
    };
  }

  #opened({ conversation, events }: Opened, link: Link): void {
    this.#projectId = undefined;
    this.id = conversation.id;
    this.plan = conversation.plan;
    remembered.set("conversation", conversation.id);
    this.#take((view) => catchUp(view, events, conversation.lastSeq));
    for (const event of events) this.#settle(event);
    if (conversation.project && conversation.project.id !== this.view.project?.id) {
      this.view = { ...this.view, project: conversation.project };
    }
    this.isLoaded = true;
    this.#link = link;
    if (this.#manner.voice !== undefined) this.#tellManner(link, this.#manner);
    this.#outbox.connect(link);
  }

  #refused(problem: ClientProblem): void {
    this.#events.problem(
      problem.code === "not_found" && this.id !== null
        ? new ClientProblem("not_found", "That conversation is no longer there. This is a new one.")
        : problem,
    );
    if (this.id === null) return;
    remembered.set("conversation", null);
    this.open(null);
  }

  #event(event: NumberedEvent): void {
    if (event.conversationId !== this.id || event.seq <= this.view.seq) return;
    this.#take((view) => reduce(view, event));
    this.#settle(event);
    this.#events.live(event);
    if (!hasGap(this.view)) return;
    this.#gapTimer ??= setTimeout(() => {
      this.#gapTimer = undefined;
      if (hasGap(this.view)) void this.#socket.open();
    }, GAP_PATIENCE_MS);
  }

  #settle(event: NumberedEvent): void {
    if (event.type === "utterance.ended") {
      this.#events.utteranceEnded(event.utteranceId, event.frames);
    }
  }

  #take(change: (view: View) => View): void {
    this.view = change(this.view);
    if (this.#outgoing.length > 0) this.#outgoing = this.outgoing;
  }
}
