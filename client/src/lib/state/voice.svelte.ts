import { unlockAudio, watchAudio } from "../audio/audioOutput.ts";
import { BrowserEar } from "../audio/browserEar.ts";
import type { Ear, EarEvents } from "../audio/ear.ts";
import { ServerEar } from "../audio/serverEar.ts";
import type { SoundState } from "../audio/soundWatch.ts";
import { troubles } from "../audio/troubles.ts";
import { ClientProblem } from "../transport/clientProblem.ts";
import type { Delivery } from "../transport/outbox.ts";
import { Utterances } from "../transport/utterances.ts";
import { Attending, type ListeningMode } from "./attending.svelte.ts";
import { DataSaving } from "./dataSaving.svelte.ts";
import { Microphones } from "./microphones.svelte.ts";

export interface VoiceEvents extends Pick<EarEvents, "onset" | "insisted" | "over"> {
  /** What was said goes out as it is spoken. */
  deliver(delivery: Delivery): void;
  /** What was said, where the browser recognised it. */
  said(text: string): void;
  /** For how long a reply has been heard; null: none is. */
  playingForMs(): number | null;
  problem(problem: ClientProblem): void;
  /** Whether the server recognises speech; asked each time the microphone is switched on. */
  serverRecognises(): Promise<boolean>;
}

/** A longer time without a frame is one in which nobody listened. */
const GAP_MS = 3000;

/** The microphone, from the person's finger on the button to utterances on their way. */
export class VoiceStore {
  state = $state<"off" | "starting" | "on" | "needs">("off");
  /** How loud it is at the microphone, from 0 to 1. */
  level = $state(0);
  /** Whether the microphone sends anything. */
  sound = $state<SoundState>("awaited");
  /** Somebody speaks into it. */
  isHearing = $state(false);
  /** What the browser's recogniser has understood so far. */
  interim = $state("");
  /** Why it needs the person. */
  problem = $state.raw<ClientProblem | null>(null);
  readonly attending = new Attending();
  readonly microphones = new Microphones();
  readonly dataSaving = new DataSaving();
  readonly #events: VoiceEvents;
  readonly #utterances: Utterances;
  #ear: Ear | null = null;
  #lastFrameAtMs = 0;
  /** Tells a start that was overtaken by a stop. */
  #attempt = 0;

  constructor(events: VoiceEvents) {
    this.#events = events;
    this.#utterances = new Utterances({
      deliver: (delivery) => events.deliver(delivery),
      refused: (problem) => events.problem(problem),
      ...this.#turns,
    });
  }

  get isOn(): boolean {
    return this.state === "on" || this.state === "starting";
  }

  /** Call it in a gesture, where there is one. */
  async start(): Promise<void> {
    const context = unlockAudio();
    const attempt = (this.#attempt += 1);
    this.state = "starting";
    this.problem = null;
    await this.#close();
    try {
      const ear = await this.#open(context);
      if (attempt !== this.#attempt) {
        await ear.close();
        return;
      }
      this.#ear = ear;
      this.state = "on";
      this.#lastFrameAtMs = performance.now();
      this.#attend();
      this.#audioChanged(context.state === "running");
      await this.microphones.refresh();
    } catch (error) {
      if (attempt === this.#attempt) this.#need(ClientProblem.from(error));
    }
  }

  async stop(): Promise<void> {
    this.#attempt += 1;
    this.state = "off";
    this.problem = null;
    await this.#close();
    this.attending.reset();
  }

  /** Tries to do without what it needed. Call it in a gesture. */
  async retry(): Promise<void> {
    if (this.#ear) unlockAudio();
    else await this.start();
  }

  /** The person knows. */
  async dismiss(): Promise<void> {
    if (this.state === "needs") await this.stop();
  }

  setMode(mode: ListeningMode): void {
    this.attending.choose(mode);
    this.#attend();
  }

  setMuted(muted: boolean): void {
    this.attending.isMuted = muted;
    this.#attend();
  }

  /** Begins to talk; with the microphone off, as soon as it is open. Call it in a gesture. */
  press(): void {
    this.attending.isPressed = true;
    this.#attend();
    if (!this.isOn) void this.start();
  }

  /** What was said is said. */
  release(): void {
    this.attending.isPressed = false;
    this.#attend();
  }

  /** From now on it listens by this microphone; null: by the default one. */
  async choose(deviceId: string | null): Promise<void> {
    this.microphones.choose(deviceId);
    if (this.isOn) await this.start();
  }

  /** What is said from now on goes out compressed, or, unless the link is slow, as it is. */
  saveData(isChosen: boolean): void {
    this.dataSaving.choose(isChosen);
    this.#utterances.isCompressed = this.dataSaving.isOn;
  }

  /** The server has ended an utterance after so many of its frames. */
  ended(utteranceId: string, frames: number | undefined): void {
    const heard = this.#utterances.arrived(utteranceId, frames ?? Infinity);
    if (heard !== null) this.#ear?.ended(heard);
  }

  /** Keeps an eye on the devices and the page's audio until the returned function is called. */
  watch(): () => void {
    const undo = [
      this.microphones.watch(),
      watchAudio((isRunning) => this.#audioChanged(isRunning)),
    ];
    return () => undo.forEach((each) => each());
  }

  get #turns(): Pick<EarEvents, "onset" | "insisted" | "over"> {
    return {
      onset: () => {
        this.isHearing = true;
        this.#events.onset();
      },
      insisted: () => this.#events.insisted(),
      over: (utteranceId) => {
        this.isHearing = false;
        this.interim = "";
        this.#events.over(utteranceId);
      },
    };
  }

  #attend(): void {
    this.#ear?.attend(this.attending.attention);
  }

  async #open(context: AudioContext): Promise<Ear> {
    const failed = (problem: ClientProblem): void => {
      void this.#close();
      this.#need(problem);
    };
    if (!(await this.#events.serverRecognises())) {
      this.sound = "heard";
      return new BrowserEar({
        ...this.#turns,
        interim: (text) => (this.interim = text),
        said: (text) => this.#events.said(text),
        failed,
      });
    }
    await this.dataSaving.refresh();
    this.#utterances.isCompressed = this.dataSaving.isOn;
    return ServerEar.open({
      deviceId: this.microphones.chosen,
      context,
      utterances: this.#utterances,
      playingForMs: () => this.#events.playingForMs(),
      events: {
        level: (level) => this.#frame(level),
        sound: (sound) => (this.sound = sound),
        unplugged: () => void this.#unplugged(),
        failed,
      },
    });
  }

  #frame(level: number): void {
    this.level = this.attending.isMuted ? 0 : level;
    const nowMs = performance.now();
    const gapMs = nowMs - this.#lastFrameAtMs;
    this.#lastFrameAtMs = nowMs;
    if (gapMs >= GAP_MS && this.attending.attention !== "never") {
      this.#events.problem(troubles.gap(gapMs));
    }
  }

  /** The page's audio runs, or was suspended by the browser, a call, or another program. */
  #audioChanged(isRunning: boolean): void {
    if (!this.#ear) return;
    if (!isRunning && this.state === "on") {
      this.#need(troubles.suspended());
    } else if (isRunning && this.problem?.code === "audio_suspended") {
      this.state = "on";
      this.problem = null;
      this.#lastFrameAtMs = performance.now();
    }
  }

  async #unplugged(): Promise<void> {
    await this.start();
    if (this.state === "on") this.#events.problem(troubles.changed(this.#ear?.label ?? ""));
    else if (this.problem?.code === "microphone_missing") this.#need(troubles.gone(this.problem));
  }

  #need(problem: ClientProblem): void {
    this.state = "needs";
    this.problem = problem;
  }

  async #close(): Promise<void> {
    const ear = this.#ear;
    this.#ear = null;
    this.level = 0;
    this.interim = "";
    this.sound = "awaited";
    await ear?.close();
  }
}
