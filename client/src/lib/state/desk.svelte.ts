import { getContext, setContext } from "svelte";
import { BrowserRecogniser } from "../audio/browserRecogniser.ts";
import type { ClientProblem } from "../transport/clientProblem.ts";
import { ConversationStore } from "./conversation.svelte.ts";
import { ProjectsStore } from "./projects.svelte.ts";
import { activeReply } from "./reduce.ts";
import { SheetStore } from "./sheet.svelte.ts";
import { signalOf, type Signal } from "./signal.ts";
import { SpeechStore } from "./speech.svelte.ts";
import { SystemStore } from "./system.svelte.ts";
import type { NumberedEvent, Sheet } from "./view.ts";
import { VoiceStore } from "./voice.svelte.ts";

/** So long a reply is not stopped by what may be its own echo. */
const ECHO_GUARD_MS = 300;

/** Everything on the desk, and how its parts work together. */
export class Desk {
  readonly system = new SystemStore();
  readonly projects = new ProjectsStore();
  readonly sheet = new SheetStore();
  readonly conversation: ConversationStore;
  readonly speech: SpeechStore;
  readonly voice: VoiceStore;
  /** Something went wrong that the person should know; said once. */
  problem = $state.raw<ClientProblem | null>(null);
  /** The reply that ended last, for screen readers. */
  announcement = $state("");
  /** The plan has changed since the person last looked at it. */
  hasPlanNews = $state(false);

  constructor() {
    this.conversation = new ConversationStore({
      live: (event) => this.#live(event),
      audio: (header, frame) => {
        this.speech.audio(header, frame);
        // It begins to talk while the person does.
        if (this.voice.isConfirmed) this.stopReply();
      },
      problem: (problem) => (this.problem = problem),
    });
    this.speech = new SpeechStore({
      progress: (played) => this.conversation.tell("reply.played", played),
      playing: (playing) => this.voice.setWary(playing),
      problem: (problem) => (this.problem = problem),
    });
    this.voice = new VoiceStore({
      deliver: (delivery) => this.conversation.deliver(delivery),
      said: (text) => this.conversation.send(text, "voice"),
      speaking: () => this.#bargeIn(),
      problem: (problem) => (this.problem = problem),
      serverRecognises: async () => {
        await this.system.load();
        return this.system.report?.engines.speechToText.engine !== null;
      },
    });
  }

  get signal(): Signal {
    return signalOf({
      microphone: this.voice.state,
      hearing: this.voice.isHearing,
      playing: this.speech.isPlaying,
      conversation: this.conversation.view.state,
    });
  }

  /** What there is to know about the microphone's state, in a few words; empty: nothing. */
  get hint(): string {
    if (this.voice.state === "starting") return "Opening the microphone…";
    const recogniser = this.system.report?.engines.speechToText;
    if (!recogniser || recogniser.quality === "full") return "";
    if (recogniser.engine === null && this.voice.state === "off") {
      return BrowserRecogniser.isAvailable
        ? "No recogniser on the server: the browser's is used"
        : "No speech recognition here: type instead";
    }
    return this.voice.state === "on" ? (recogniser.limits ?? "") : "";
  }

  /** The plan the conversation is about, as far as the events tell; null: none. */
  get plan(): Sheet | null {
    const { view, plan } = this.conversation;
    if (view.sheet) return view.sheet;
    if (!plan || plan.projectId !== view.project?.id) return null;
    const saved = { planId: plan.id, projectId: plan.projectId, version: plan.currentVersion };
    return { title: plan.title, markdown: null, saved, isAhead: false };
  }

  /** Something can be stopped: a reply that is being made or heard. */
  get canStop(): boolean {
    return this.speech.isPlaying || activeReply(this.conversation.view) !== null;
  }

  async start(conversationId: string | null): Promise<void> {
    this.conversation.connect(conversationId, { speech: this.speech.isOn });
    await this.system.load();
    this.speech.usesBrowserVoice = this.system.report?.engines.textToSpeech.engine === null;
  }

  async close(): Promise<void> {
    this.speech.stop();
    this.conversation.close();
    await this.voice.stop();
  }

  /**
   * The person wrote something. Who writes does not want to be talked to any longer, but reads: the
   * reply falls silent and is not cut.
   */
  send(text: string): void {
    this.speech.stop();
    const reply = activeReply(this.conversation.view);
    if (reply) this.speech.silence(reply.id);
    this.problem = null;
    this.conversation.send(text, "text");
  }

  stopReply(): void {
    const played = this.speech.stop();
    const reply = activeReply(this.conversation.view);
    if (played) this.conversation.tell("reply.stop", played);
    if (!reply || reply.id === played?.replyId) return;
    const playedMs = this.speech.playedMs(reply.id);
    this.speech.silence(reply.id);
    this.conversation.tell("reply.stop", { replyId: reply.id, playedMs });
  }

  setSpeech(on: boolean): void {
    if (!on) this.speech.stop();
    this.speech.setOn(on);
    this.conversation.setSpeech(on);
  }

  /** From now on the conversation is about this project. */
  openProject(projectId: string): void {
    this.conversation.open(this.conversation.id, { projectId });
  }

  newConversation(): void {
    this.speech.stop();
    const projectId = this.conversation.view.project?.id;
    this.conversation.open(null, { projectId });
  }

  #live(event: NumberedEvent): void {
    this.speech.live(event);
    if (event.type === "reply.ended" && event.text !== "") this.announcement = event.text;
    if (event.type === "plan.draft" || event.type === "plan.saved") {
      this.sheet.viewing = null;
      this.sheet.isOpen = true;
      this.hasPlanNews = true;
    }
  }

  /** The person speaks while a reply is heard. */
  #bargeIn(): void {
    if (!this.speech.isPlaying) return;
    const guardMs = ECHO_GUARD_MS - this.speech.playingForMs;
    if (guardMs <= 0) {
      this.stopReply();
      return;
    }
    setTimeout(() => {
      if (this.voice.isHearing && this.speech.isPlaying) this.stopReply();
    }, guardMs);
  }
}

const key = Symbol("desk");

export function provideDesk(): Desk {
  return setContext(key, new Desk());
}

export function useDesk(): Desk {
  return getContext<Desk>(key);
}
