import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol/audio";
import { ClientProblem } from "./clientProblem.ts";
import type { Link } from "./link.ts";
import { pause, type Delivery } from "./outbox.ts";

/** So many frames may be on their way unacknowledged: a second of speech. */
const WINDOW = 32;
/** After each window of a backlog, so that half a second's worth of the allowed rate is never passed. */
const WINDOW_MS = 60;

/**
 * An utterance that is spoken while it is delivered: frames go out as they come. They are kept until
 * the server has acknowledged the end, and all of them go again over a new link.
 */
export class UtteranceDelivery implements Delivery {
  readonly id: string;
  readonly refused: (problem: ClientProblem) => void;
  readonly #frames: Uint8Array[] = [];
  #counted: number | null = null;
  #isCancelled = false;
  #news = Promise.withResolvers<void>();

  constructor(id: string, refused: (problem: ClientProblem) => void) {
    this.id = id;
    this.refused = refused;
  }

  /** One more frame: mono, 16 kHz, 16 bit. */
  push(samples: Int16Array): void {
    this.#frames.push(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    this.#tell();
  }

  /** It is over; so many of its frames belong to it. */
  end(frames: number): void {
    this.#counted = frames;
    this.#tell();
  }

  /** It was no speech. */
  cancel(): void {
    this.#isCancelled = true;
    this.#tell();
  }

  async deliver(link: Link): Promise<void> {
    const utteranceId = this.id;
    if (this.#isCancelled) return;
    await link.request("utterance.start", {
      utteranceId,
      encoding: "pcm_s16le",
      sampleRate: INPUT_SAMPLE_RATE,
    });
    const frames = await this.#sendFrames(link);
    if (frames === null) return link.request("utterance.cancel", { utteranceId });
    return link.request("utterance.end", { utteranceId, frames });
  }

  /** Sends what there is and what comes. Resolves to the number that counts; null: cancelled. */
  async #sendFrames(link: Link): Promise<number | null> {
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => undefined);
    let sent = 0;
    let acknowledged: Promise<void> = Promise.resolve();
    const lost = aborted(link.signal);
    for (;;) {
      if (this.#isCancelled) return null;
      if (this.#counted !== null && sent >= this.#counted) {
        await Promise.race([acknowledged, failed.promise]);
        return this.#counted;
      }
      const frame = this.#frames[sent];
      if (!frame) {
        await Promise.race([this.#news.promise, failed.promise, lost]);
        link.signal.throwIfAborted();
        continue;
      }
      const request = link.request("utterance.audio", { utteranceId: this.id, seq: sent }, frame);
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
