import { unlockAudio } from "./audioOutput.ts";
import type { Mark } from "./playbackBuffer.ts";
import type { PlayerOrder } from "./replyProcessor.ts";
import processorUrl from "./replyProcessor.ts?worker&url";

/** The way of replies to the loudspeaker: the processor on the audio thread, and the volume after it. */
export class ReplyOutput {
  readonly #onMark: (mark: Mark) => void;
  readonly #onFailure: (cause: unknown) => void;
  #volume = 1;
  #gain: GainNode | null = null;
  #port: MessagePort | null = null;
  /** What it was told before it was there. */
  #early: PlayerOrder[] = [];
  #starting = false;

  constructor(onMark: (mark: Mark) => void, onFailure: (cause: unknown) => void) {
    this.#onMark = onMark;
    this.#onFailure = onFailure;
  }

  set volume(volume: number) {
    this.#volume = volume;
    this.#gain?.gain.setTargetAtTime(volume, 0, 0.02);
  }

  /** Loads the processor, once; after a failure the next call tries again. */
  prepare(): void {
    if (this.#starting) return;
    this.#starting = true;
    this.#start(unlockAudio()).catch((cause: unknown) => {
      this.#starting = false;
      this.#early = [];
      this.#onFailure(cause);
    });
  }

  tell(order: PlayerOrder): void {
    this.prepare();
    if (!this.#port) this.#early.push(order);
    else if (order.order !== "push") this.#port.postMessage(order);
    else this.#port.postMessage(order, [order.piece.samples.buffer]);
  }

  /** The frame of the output's clock that is heard now. */
  get heardFrame(): number {
    const { currentTime, outputLatency, sampleRate } = unlockAudio();
    const latency = Number.isFinite(outputLatency) ? outputLatency : 0;
    return Math.round((currentTime - latency) * sampleRate);
  }

  async #start(context: AudioContext): Promise<void> {
    await context.audioWorklet.addModule(processorUrl);
    const node = new AudioWorkletNode(context, "reply", {
      numberOfInputs: 0,
      outputChannelCount: [1],
    });
    node.port.onmessage = ({ data }: MessageEvent<Mark>) => this.#onMark(data);
    this.#gain = new GainNode(context, { gain: this.#volume });
    node.connect(this.#gain).connect(context.destination);
    this.#port = node.port;
    const early = this.#early;
    this.#early = [];
    for (const order of early) this.tell(order);
  }
}
