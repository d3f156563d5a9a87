import type { Plan } from "@voiceplan/protocol";
import { getContext, setContext } from "svelte";
import { BrowserRecogniser } from "../audio/browserRecogniser.ts";
import type { ClientProblem } from "../transport/clientProblem.ts";
import { download } from "../words/download.ts";
import type { ListeningMode } from "./attending.svelte.ts";
import { BargeIn } from "./bargeIn.ts";
import { conversationAskedFor, takeEffect, type CommandTarget } from "./commandEffects.ts";
import { ChangeFeed } from "./changeFeed.ts";
import { ConversationStore } from "./conversation.svelte.ts";
import { hintOf } from "./hint.ts";
import { PageKeys } from "./pageKeys.ts";
import { ProjectsStore } from "./projects.svelte.ts";
import { activeReply } from "./reduce.ts";
import { SheetStore } from "./sheet.svelte.ts";
import { signalOf, type Signal } from "./signal.ts";
import { SpeechStore } from "./speech.svelte.ts";
import { SystemStore } from "./system.svelte.ts";
import { ToastStore } from "./toasts.svelte.ts";
import type { NumberedEvent, Sheet } from "./view.ts";
import { VoiceStore } from "./voice.svelte.ts";

/** Everything on the desk, and how its parts work together. */
export class Desk {
  readonly system = new SystemStore();
  readonly changes = new ChangeFeed();
  readonly toasts = new ToastStore();
  readonly keys = new PageKeys();
  readonly projects = new ProjectsStore();
  readonly sheet = new SheetStore();
  readonly conversation: ConversationStore;
  readonly speech: SpeechStore;
  readonly voice: VoiceStore;
  /** Something went wrong that the person should know; said once. */
  problem = $state.raw<ClientProblem | null>(null);
  /** The reply that ended last, or why there is none, for screen readers. */
  announcement = $state("");
  /** What was written and did not reach the server, to be written again. */
  unsent = $state("");
  /** Nothing but the conversation is shown, to be talked with. */
  isFull = $state(false);
  /** The page that is open, where it is not the desk itself. */
  place = $state<string | null>(null);
  /** The plan has changed since the person last looked at it. */
  hasPlanNews = $state(false);

  readonly #bargeIn = new BargeIn({
    isSpeaking: () => this.speech.isPlaying,
    hold: () => this.#hold(),
    release: () => this.speech.release(),
    stop: () => this.stopReply(),
  });

  constructor() {
    this.changes.follow(this.sheet);
    this.changes.follow({
      follow: (change) => {
        if (change.kind !== "conversation.deleted") return;
        if (change.conversationId === this.conversation.id) this.newConversation();
      },
      // One that is gone by then is refused when it is opened again.
      catchUp: () => undefined,
    });
    this.conversation = new ConversationStore({
      live: (event) => this.#live(event),
      audio: (header, frame) => {
        this.speech.audio(header, frame);
        // It begins to talk while the person does.
        if (this.voice.isHearing) this.#bargeIn.onset();
      },
      utteranceEnded: (utteranceId, frames) => this.voice.ended(utteranceId, frames),
      changed: (change) => this.changes.tell(change),
      connected: () => this.changes.catchUp(),
      problem: (problem) => (this.problem = problem),
      unsent: (text) => (this.unsent = this.unsent === "" ? text : `${this.unsent}\n${text}`),
    });
    this.speech = new SpeechStore({
      progress: (played) => this.conversation.tell("reply.played", played),
      problem: (problem) => (this.problem = problem),
    });
    this.voice = new VoiceStore({
      deliver: (delivery) => this.conversation.deliver(delivery),
      said: (text) => this.conversation.send(text, "voice"),
      onset: () => this.#bargeIn.onset(),
      insisted: () => this.#bargeIn.insisted(),
      over: (utteranceId) => this.#bargeIn.over(utteranceId),
      playingForMs: () => (this.speech.isPlaying ? this.speech.playingForMs : null),
      problem: (problem) => (this.problem = problem),
      serverRecognises: async () => {
        await this.system.load();
        return this.system.report?.engines.speechToText.engine !== null;
      },
    });
  }

  get signal(): Signal {
    return signalOf({
      microphone:
        this.voice.state === "on" && this.voice.sound === "awaited" ? "starting" : this.voice.state,
      attention: this.voice.attending.attention,
      isMuted: this.voice.attending.isMuted,
      hearing: this.voice.isHearing,
      playing: this.speech.isPlaying,
      conversation: this.conversation.view.state,
    });
  }

  /** What there is to know about the microphone's state, in a few words; empty: nothing. */
  get hint(): string {
    return hintOf({
      microphone: this.voice.state,
      isSilent: this.voice.sound === "silent",
      mode: this.voice.attending.mode,
      recogniser: this.system.report?.engines.speechToText,
      hasOwnRecogniser: BrowserRecogniser.isAvailable,
    });
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
    this.#tellManner();
    this.conversation.connect(conversationId);
    await this.system.load();
    this.speech.usesBrowserVoice = this.system.report?.engines.textToSpeech.engine === null;
    this.#tellManner();
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
    this.speech.settings.setOn(on);
    this.#tellManner();
  }

  /** Null: the server's usual one. */
  setVoice(voice: string | null): void {
    this.speech.settings.setVoice(voice);
    this.#tellManner();
  }

  setRate(rate: number): void {
    this.speech.settings.setRate(rate);
    this.#tellManner();
  }

  /** Listens in this way from now on. Call it in a gesture, where there is one. */
  async listen(mode: ListeningMode | "off"): Promise<void> {
    if (mode === "off") {
      this.isFull = false;
      await this.voice.stop();
      return;
    }
    this.voice.setMode(mode);
    if (!this.voice.isOn) await this.voice.start();
  }

  /** The quiet view is for talking: the microphone goes on with it. Call it in a gesture. */
  async setFull(full: boolean): Promise<void> {
    this.isFull = full;
    if (full && !this.voice.isOn) await this.voice.start();
  }

  /** From now on the conversation is about this project. */
  openProject(projectId: string): void {
    this.conversation.open(this.conversation.id, { projectId });
  }

  /** Goes on with a saved plan, in the conversation that wrote it; null: in a new one about its project. */
  continuePlan(
    { id, projectId, title, currentVersion }: Plan,
    conversationId: string | null,
  ): void {
    this.speech.stop();
    this.sheet.clear();
    this.conversation.open(conversationId, { projectId });
    this.sheet.view({ planId: id, version: currentVersion });
    this.conversation.send(`Open the plan ${title}`, "text");
  }

  /** Goes on with the conversation where it is about this project, and begins one where it is not. */
  talkAbout(projectId: string): void {
    if (this.conversation.view.project?.id === projectId) return;
    this.speech.stop();
    this.sheet.clear();
    this.conversation.open(null, { projectId });
  }

  /** Goes on with a conversation that was kept. */
  openConversation(conversationId: string): void {
    if (conversationId === this.conversation.id) return;
    this.speech.stop();
    this.sheet.clear();
    this.conversation.open(conversationId);
  }

  newConversation(): void {
    this.speech.stop();
    this.#goOver(null);
  }

  /** A voice is asked for only where the server is known to have it. */
  #tellManner(): void {
    const { isOn: speech, rate, voice } = this.speech.settings;
    const voices = this.system.report?.voices ?? [];
    const known = voice !== null && voices.includes(voice) ? voice : voices[0];
    this.conversation.setManner({ speech, rate, voice: known });
  }

  /** Another conversation about the same project; null: the server names it. */
  #goOver(conversationId: string | null): void {
    const projectId = this.conversation.view.project?.id;
    this.sheet.clear();
    this.conversation.open(conversationId, { projectId });
  }

  /** What commands that were given in this page do to it. */
  #commandTarget(): CommandTarget {
    const { rate, volume } = this.speech.settings;
    return {
      rate,
      volume,
      setRate: (wanted) => this.setRate(wanted),
      setVolume: (wanted) => this.speech.setVolume(wanted),
      fallSilent: () => {
        const played = this.speech.stop();
        if (played) this.conversation.tell("reply.stop", played);
      },
      showPlan: () => this.#showPlan(),
      listen: (mode) => void this.listen(mode),
      download,
    };
  }

  #showPlan(): void {
    this.sheet.viewing = null;
    this.sheet.isOpen = true;
    this.hasPlanNews = true;
  }

  /** A version that is looked at stays in its project. */
  #leaveFor(projectId: string): void {
    const { plan } = this.sheet;
    if (plan && plan.projectId !== projectId) this.sheet.viewing = null;
  }

  #live(event: NumberedEvent): void {
    this.speech.live(event);
    this.#bargeIn.live(event);
    if (event.type === "reply.ended" && event.outcome === "interrupted") {
      this.speech.silence(event.replyId);
    }
    if (event.type === "reply.ended" && event.text !== "") this.announcement = event.text;
    if (event.type === "problem") this.announcement = event.message;
    if (event.type === "project.opened") this.#leaveFor(event.project.id);
    if (event.type === "plan.draft" || event.type === "plan.saved") this.#showPlan();
    if (event.type === "command" && this.conversation.isOurs(event.sourceId)) {
      takeEffect(event, this.#commandTarget());
    }
    if (event.type === "reply.ended") {
      const { conversation } = this;
      const isOurs = (sourceId: string): boolean => conversation.isOurs(sourceId);
      const next = conversationAskedFor(conversation.view, event.replyId, isOurs);
      if (next !== null) this.#goOver(next);
    }
  }

  /** The person may have begun to speak while a reply is heard. */
  #hold(): void {
    const played = this.speech.hold();
    if (played) this.conversation.tell("reply.played", played);
  }
}

const key = Symbol("desk");

export function provideDesk(): Desk {
  return setContext(key, new Desk());
}

export function useDesk(): Desk {
  return getContext<Desk>(key);
}
