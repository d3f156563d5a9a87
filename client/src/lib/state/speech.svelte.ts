import type { ReplyAudio } from "@voiceplan/protocol";
import { BrowserVoice } from "../audio/browserVoice.ts";
import { ReplyPlayer, type Played } from "../audio/replyPlayer.ts";
import { ClientProblem } from "../transport/clientProblem.ts";
import { SpeechSettings } from "./speechSettings.svelte.ts";
import type { NumberedEvent } from "./view.ts";

export interface SpeechEvents {
  progress(played: Played): void;
  problem(problem: ClientProblem): void;
}

/** Replies aloud: the server's voice, or the browser's where the server has none. */
export class SpeechStore {
  readonly settings = new SpeechSettings();
  /** Something is to be heard just now. */
  isPlaying = $state(false);
  /** There would be, if the person touched the page. */
  isBlocked = $state(false);
  /** Set where the server has no voice. */
  usesBrowserVoice = $state(false);
  readonly #player: ReplyPlayer;
  readonly #browserVoice: BrowserVoice;
  #startedAtMs = 0;

  constructor(events: SpeechEvents) {
    const playing = (isPlaying: boolean): void => {
      if (isPlaying && !this.isPlaying) this.#startedAtMs = performance.now();
      this.isPlaying = isPlaying;
    };
    this.#player = new ReplyPlayer({
      progress: (played) => events.progress(played),
      change: (replyId) => playing(replyId !== null),
      blocked: (blocked) => (this.isBlocked = blocked),
      failed: (cause) => events.problem(unplayable(cause)),
    });
    this.#browserVoice = new BrowserVoice(playing, this.settings);
    this.#player.volume = this.settings.volume;
  }

  /** Loads what it needs to speak; call it in a gesture. */
  prepare(): void {
    this.#player.prepare();
  }

  /** How often a reply had to wait for its next piece, since the page was loaded. */
  get gaps(): number {
    return this.#player.underruns;
  }

  /** For how long it has been speaking. */
  get playingForMs(): number {
    return this.isPlaying ? performance.now() - this.#startedAtMs : 0;
  }

  /** Whether the person wants to hear replies. */
  get isOn(): boolean {
    return this.settings.isOn;
  }

  setVolume(volume: number): void {
    this.settings.setVolume(volume);
    this.#player.volume = this.settings.volume;
  }

  audio(header: ReplyAudio, frame: Uint8Array): void {
    if (this.isOn) this.#player.push(header, frame);
  }

  /** What the browser's own voice needs to know. */
  live(event: NumberedEvent): void {
    if (!this.isOn || !this.usesBrowserVoice || !BrowserVoice.isAvailable) return;
    if (event.type === "reply.text") this.#browserVoice.push(event.delta);
    if (event.type !== "reply.ended") return;
    if (event.outcome === "completed") this.#browserVoice.flush();
    else this.#browserVoice.stop();
  }

  playedMs(replyId: string): number {
    return this.#player.playedMs(replyId);
  }

  /** Silence at once, until `release` goes on where it was. What is held, if it is the server's voice. */
  hold(): Played | null {
    this.#browserVoice.hold();
    return this.#player.pause();
  }

  release(): void {
    this.#browserVoice.release();
    this.#player.resume();
  }

  /** Silence at once. What was being played, if it was the server's voice. */
  stop(): Played | null {
    this.#browserVoice.stop();
    return this.#player.stop();
  }

  silence(replyId: string): void {
    this.#player.silence(replyId);
  }
}

function unplayable(cause: unknown): ClientProblem {
  return new ClientProblem(
    "playback_failed",
    "The part that plays replies could not be loaded. The next reply tries again; until then you can read them.",
    { retryable: true, cause },
  );
}
