import type { ReplyAudio } from "@voiceplan/protocol";
import { unlockAudio } from "./audioOutput.ts";
import { fromPcm16 } from "./pcm.ts";
import type { Mark } from "./playbackBuffer.ts";
import { PlaybackClock } from "./playbackClock.ts";
import { RecentMap } from "../recentMap.ts";
import { ReplyOutput } from "./replyOutput.ts";
import { StreamResampler } from "./streamResampler.ts";

export interface Played {
  replyId: string;
  playedMs: number;
}

export interface ReplyPlayerEvents {
  /** How far a reply was really heard; about twice a second while it plays, and at its end. */
  progress(played: Played): void;
  /** Which reply is being played; null: silence. */
  change(replyId: string | null): void;
  /** The browser does not let the page make sounds before the person has touched it. */
  blocked(blocked: boolean): void;
  /** Nothing can be played at all. */
  failed(cause: unknown): void;
}

const TICK_MS = 100;
const PROGRESS_TICKS = 5;
/** A reply that waits so long for its next piece is over, as far as anybody can hear. */
const REST_MS = 250;

interface Stream {
  resampler: StreamResampler;
  /** The newest frame that was taken: a frame that comes twice is played once. */
  lastSeq: number;
}

/** Plays replies frame by frame as they come, without gaps, and knows what was really heard. */
export class ReplyPlayer {
  readonly #events: ReplyPlayerEvents;
  readonly #clock = new PlaybackClock();
  readonly #output: ReplyOutput;
  readonly #streams = new RecentMap<Stream>();
  /** Replies of which nothing more is to be heard. */
  readonly #silenced = new RecentMap<true>();
  #current: string | null = null;
  #isHeld = false;
  /** The number of the piece that was handed to the output last. */
  #newest = 0;
  #underruns = 0;
  #ticks = 0;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(events: ReplyPlayerEvents) {
    this.#events = events;
    this.#output = new ReplyOutput(
      (mark) => this.#marked(mark),
      (cause) => {
        this.#become(null);
        events.failed(cause);
      },
    );
  }

  /** Loads what it needs, so that the first reply does not wait for it. */
  prepare(): void {
    this.#output.prepare();
  }

  /** How often a reply had to wait for its next piece. */
  get underruns(): number {
    return this.#underruns;
  }

  /** 1: as it was made. */
  set volume(volume: number) {
    this.#output.volume = volume;
  }

  push({ replyId, seq, sampleRate, droppedMs = 0 }: ReplyAudio, frame: Uint8Array): void {
    if (this.#silenced.has(replyId)) return;
    const context = unlockAudio();
    const stream = this.#streams.get(replyId) ?? {
      resampler: new StreamResampler(sampleRate, context.sampleRate),
      lastSeq: -1,
    };
    if (seq <= stream.lastSeq) return;
    stream.lastSeq = seq;
    this.#streams.set(replyId, stream);
    const samples = stream.resampler.push(fromPcm16(frame));
    if (samples.length === 0) return;
    // What was held belongs to a reply that is over: another one begins.
    if (this.#isHeld && replyId !== this.#current) this.stop();
    this.#events.blocked(context.state === "suspended");
    this.#newest += 1;
    const piece = { replyId, number: this.#newest, samples, isAfterGap: droppedMs > 0 };
    this.#output.tell({ order: "push", piece });
    if (this.#current === null) this.#become(replyId);
  }

  /** How much of a reply has been heard so far, in milliseconds. */
  playedMs(replyId: string): number {
    const samples = this.#clock.heard(replyId, this.#output.heardFrame);
    return Math.round((samples / unlockAudio().sampleRate) * 1000);
  }

  /** Silence at once, until `resume` goes on where it was. What is held; null: nothing was played. */
  pause(): Played | null {
    const replyId = this.#current;
    if (replyId === null) return null;
    this.#isHeld = true;
    this.#output.tell({ order: "hold" });
    return { replyId, playedMs: this.playedMs(replyId) };
  }

  resume(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#output.tell({ order: "release" });
  }

  /** Silence at once. What was playing or waiting is not heard any more when more of it comes. */
  stop(): Played | null {
    const replyId = this.#current;
    if (replyId === null) return null;
    for (const known of this.#streams.keys()) this.#silenced.set(known, true);
    this.#clock.stop(this.#output.heardFrame);
    this.#isHeld = false;
    this.#output.tell({ order: "stop" });
    this.#become(null);
    return { replyId, playedMs: this.playedMs(replyId) };
  }

  /** Nothing of this reply is to be heard, whether or not any of it has come. */
  silence(replyId: string): void {
    if (this.#current === replyId) this.stop();
    this.#silenced.set(replyId, true);
  }

  #marked(mark: Mark): void {
    this.#underruns = mark.underruns;
    // What the output said before it knew of a stop.
    if (this.#silenced.has(mark.replyId)) return;
    this.#clock.add(mark);
    this.#tick();
  }

  #tick(): void {
    if (this.#current === null || this.#isHeld) return;
    const frame = this.#output.heardFrame;
    const restFrames = (REST_MS / 1000) * unlockAudio().sampleRate;
    if (this.#clock.restsSince(frame - restFrames)?.newest === this.#newest) {
      this.#become(null);
      return;
    }
    const playing = this.#clock.playing(frame);
    if (playing !== null && playing !== this.#current) this.#become(playing);
  }

  #become(replyId: string | null): void {
    // The last word on the reply that is over.
    this.#report();
    this.#current = replyId;
    clearInterval(this.#ticking);
    if (replyId === null) this.#events.blocked(false);
    else {
      this.#ticking = setInterval(() => {
        this.#ticks += 1;
        if (this.#ticks % PROGRESS_TICKS === 0) this.#report();
        this.#tick();
      }, TICK_MS);
    }
    this.#events.change(replyId);
  }

  #report(): void {
    const replyId = this.#current;
    if (replyId !== null) this.#events.progress({ replyId, playedMs: this.playedMs(replyId) });
  }
}
