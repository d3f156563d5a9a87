import { OPUS_SAMPLE_RATE } from "@voiceplan/protocol/audio";
import { OpusEncoder } from "../audio/opusEncoder.ts";
import { framesIn, packetsFor, packetsWithin } from "../audio/opusPackets.ts";
import { ClientProblem } from "./clientProblem.ts";
import { UtteranceDelivery } from "./utteranceDelivery.ts";

/**
 * An utterance that goes out compressed, for links that are slow: what the server is told of its frames
 * is about packets. They come some time after their sound, and what counts them waits for them.
 */
export class OpusDelivery extends UtteranceDelivery {
  protected override readonly format = { encoding: "opus", sampleRate: OPUS_SAMPLE_RATE } as const;
  #isEnding = false;
  #hasFailed = false;
  readonly #encoder = new OpusEncoder({
    packet: (packet) => super.push(packet),
    failed: (cause) => this.#fail(cause),
  });

  override get frames(): number {
    return framesIn(super.frames);
  }

  override framesOf(sent: number): number {
    return framesIn(sent);
  }

  override push(samples: Int16Array<ArrayBuffer>): void {
    this.#encoder.push(samples);
  }

  override pause(frames: number): void {
    super.pause(packetsWithin(frames));
  }

  override end(frames: number): void {
    this.#isEnding = true;
    this.#encoder.finish().then(
      () => super.end(Math.min(packetsFor(frames), super.frames)),
      (cause: unknown) => this.#fail(cause),
    );
  }

  override cancel(): void {
    this.#encoder.close();
    super.cancel();
  }

  override arrived(): void {
    if (!this.#isEnding) this.#encoder.close();
    super.arrived();
  }

  #fail(cause: unknown): void {
    // A browser says so twice of what it was to finish.
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#encoder.close();
    super.cancel();
    const words =
      "The browser could not compress what you said, and it is lost. Say it again: it goes out as it is.";
    this.refused(new ClientProblem("encoder_failed", words, { cause }));
  }
}
