import type { ReplyAudio } from "@voiceplan/protocol";
import { unlockAudio } from "./audioOutput.ts";
import { fromPcm16 } from "./pcm.ts";
import { PlaybackTimeline } from "./playbackTimeline.ts";
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
}

const PROGRESS_INTERVAL_MS = 500;

/** Plays replies frame by frame as they come, without gaps, and knows what was really heard. */
export class ReplyPlayer {
  readonly #events: ReplyPlayerEvents;
  readonly #timeline = new PlaybackTimeline();
  readonly #sources = new Set<AudioBufferSourceNode>();
  /** Replies of which nothing more is to be heard. */
  readonly #silenced = new Set<string>();
  /** The newest frame of each reply that was taken: a frame that comes twice is played once. */
  readonly #lastSeq = new Map<string, number>();
  #stream: { replyId: string; resampler: StreamResampler } | null = null;
  #current: string | null = null;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(events: ReplyPlayerEvents) {
    this.#events = events;
  }

  get current(): string | null {
    return this.#current;
  }

  push({ replyId, seq, sampleRate }: ReplyAudio, frame: Uint8Array): void {
    if (this.#silenced.has(replyId) || seq <= (this.#lastSeq.get(replyId) ?? -1)) return;
    this.#lastSeq.set(replyId, seq);
    const context = unlockAudio();
    const samples = this.#resampler(replyId, sampleRate, context).push(fromPcm16(frame));
    if (samples.length === 0) return;
    this.#events.blocked(context.state === "suspended");
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.start(this.#timeline.add(replyId, buffer.duration, context.currentTime));
    this.#sources.add(source);
    source.onended = () => {
      this.#sources.delete(source);
      this.#tick();
    };
    this.#tick();
    this.#ticking ??= setInterval(() => {
      this.#report();
      this.#tick();
    }, PROGRESS_INTERVAL_MS);
  }

  /** How much of a reply has been heard so far, in milliseconds. */
  playedMs(replyId: string): number {
    return this.#timeline.playedMs(replyId, heardTime());
  }

  /** Silence at once. What was playing, if anything was, is not heard any more when more of it comes. */
  stop(): Played | null {
    const replyId = this.#current;
    if (replyId === null) return null;
    this.#silenced.add(replyId);
    this.#timeline.stop(heardTime());
    for (const source of this.#sources) {
      source.onended = null;
      source.stop();
      source.disconnect();
    }
    this.#sources.clear();
    this.#become(null);
    return { replyId, playedMs: this.playedMs(replyId) };
  }

  /** Nothing of this reply is to be heard, whether or not any of it has come. */
  silence(replyId: string): void {
    if (this.#current === replyId) this.stop();
    this.#silenced.add(replyId);
  }

  /**
   * Pieces that the browser resamples one by one overlap by a sample where they meet, which is heard
   * as a click. Pieces at the output's own rate fit.
   */
  #resampler(replyId: string, sampleRate: number, context: AudioContext): StreamResampler {
    if (this.#stream?.replyId !== replyId) {
      this.#stream = { replyId, resampler: new StreamResampler(sampleRate, context.sampleRate) };
    }
    return this.#stream.resampler;
  }

  #report(): void {
    const replyId = this.#current;
    if (replyId !== null) this.#events.progress({ replyId, playedMs: this.playedMs(replyId) });
  }

  #tick(): void {
    const next = this.#sources.size === 0 ? null : this.#timeline.current(heardTime());
    if (next !== this.#current) this.#become(next);
  }

  #become(replyId: string | null): void {
    // The last word on the reply that is over.
    this.#report();
    this.#current = replyId;
    if (replyId === null) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
      this.#events.blocked(false);
    }
    this.#events.change(replyId);
  }
}

/** What leaves the loudspeaker now was scheduled for this time. */
function heardTime(): number {
  const { currentTime, outputLatency } = unlockAudio();
  return currentTime - (Number.isFinite(outputLatency) ? outputLatency : 0);
}
