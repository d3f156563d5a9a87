import { INPUT_SAMPLE_RATE, type OPUS_SAMPLE_RATE } from "@voiceplan/protocol/audio";
import { ClientProblem } from "./clientProblem.ts";
import type { Link } from "./link.ts";
import { pause, type Delivery } from "./outbox.ts";

/** So many frames may be on their way unacknowledged: a second of speech. */
const WINDOW = 32;
/** After each window of a backlog, so that half a second's worth of the allowed rate is never passed. */
const WINDOW_MS = 60;

export interface UtteranceOptions {
  /** Who decides after a pause whether it is over. */
  endpointing: "client" | "server";
  /** Resolves when the one before it has arrived: utterances arrive in the order of being spoken. */
  after: Promise<void>;
  refused: (problem: ClientProblem) => void;
}

type UtteranceFormat =
  | { encoding: "pcm_s16le"; sampleRate: typeof INPUT_SAMPLE_RATE }
  | { encoding: "opus"; sampleRate: typeof OPUS_SAMPLE_RATE };

type Verdict = { end: number } | "cancelled" | "arrived";

/**
 * An utterance that is spoken while it is delivered: frames go out as they come. They are kept until
 * the server has ended it or acknowledged its end, and all of them go again over a new link.
 */
export class UtteranceDelivery implements Delivery {
  readonly id: string;
  protected readonly format: UtteranceFormat = {
    encoding: "pcm_s16le",
    sampleRate: INPUT_SAMPLE_RATE,
  };
  readonly #options: UtteranceOptions;
  readonly #frames: Uint8Array[] = [];
  readonly #settled = Promise.withResolvers<void>();
  #verdict: Verdict | null = null;
  /** The pause that lasts; null: speech goes on. */
  #pause: { frames: number } | null = null;
  #news = Promise.withResolvers<void>();

  constructor(id: string, options: UtteranceOptions) {
    this.id = id;
    this.#options = options;
  }

  /** Resolves when nothing is left to be delivered of it. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  /** How many frames it has. */
  get frames(): number {
    return this.#frames.length;
  }

  /** How many frames of the microphone the first `sent` frames are that the server has. */
  framesOf(sent: number): number {
    return sent;
  }

  /** One more frame: mono, 16 kHz, 16 bit. */
  push({
    buffer,
    byteOffset,
    byteLength,
  }: Int16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>): void {
    this.#frames.push(new Uint8Array(buffer, byteOffset, byteLength));
    this.#tell();
  }

  /** It may be over after so many of its frames. */
  pause(frames: number): void {
    this.#pause = { frames };
    this.#tell();
  }

  /** It was not. */
  resume(): void {
    this.#pause = null;
    this.#tell();
  }

  /** It is over; so many of its frames belong to it. */
  end(frames: number): void {
    this.#decide({ end: frames });
  }

  /** It was no speech. */
  cancel(): void {
    this.#decide("cancelled");
  }

  /** The server says that it has it, for good. */
  arrived(): void {
    this.#verdict = "arrived";
    this.#tell();
    this.#settled.resolve();
  }

  refused(problem: ClientProblem): void {
    this.#settled.resolve();
    this.#options.refused(problem);
  }

  async deliver(link: Link): Promise<void> {
    await Promise.race([this.#options.after, aborted(link.signal)]);
    link.signal.throwIfAborted();
    await this.#hand(link);
    this.#settled.resolve();
  }

  async #hand(link: Link): Promise<void> {
    const utteranceId = this.id;
    if (this.#verdict === "cancelled" || this.#verdict === "arrived") return;
    await link.request("utterance.start", {
      utteranceId,
      ...this.format,
      endpointing: this.#options.endpointing,
    });
    const verdict = await this.#send(link);
    if (verdict === "arrived") return;
    if (verdict === "cancelled") return link.request("utterance.cancel", { utteranceId });
    return link.request("utterance.end", { utteranceId, frames: verdict.end });
  }

  /** Sends what there is and what comes, until it is known what becomes of it. */
  async #send(link: Link): Promise<Verdict> {
    const { id: utteranceId } = this;
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => undefined);
    const lost = aborted(link.signal);
    let sent = 0;
    let acknowledged: Promise<void> = Promise.resolve();
    /** The pause that the server knows of. */
    let told: { frames: number } | null = null;
    for (;;) {
      const verdict = this.#verdict;
      if (verdict === "cancelled" || verdict === "arrived") return verdict;
      if (verdict && sent >= verdict.end) {
        await Promise.race([acknowledged, failed.promise]);
        return verdict;
      }
      if (told && told !== this.#pause) {
        told = null;
        link.request("utterance.resume", { utteranceId }).catch(failed.reject);
      }
      if (this.#pause && !told && sent >= this.#pause.frames) {
        told = this.#pause;
        link.request("utterance.pause", { utteranceId, frames: told.frames }).catch(failed.reject);
      }
      const frame = this.#frames[sent];
      if (!frame) {
        await Promise.race([this.#news.promise, failed.promise, lost]);
        link.signal.throwIfAborted();
        continue;
      }
      const request = link.request("utterance.audio", { utteranceId, seq: sent }, frame);
      acknowledged = request.catch((error: unknown) => {
        // What is too long is kept by the server as far as it went.
        if (error instanceof ClientProblem && error.code === "utterance_too_long") return;
        failed.reject(error);
      });
      sent += 1;
      if (sent % WINDOW === 0) {
        await Promise.race([acknowledged, failed.promise]);
        if (this.#frames.length - sent > WINDOW) await pause(WINDOW_MS, link.signal);
      }
    }
  }

  #decide(verdict: Verdict): void {
    this.#verdict ??= verdict;
    this.#tell();
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers<void>();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
