import type { Utterances } from "../transport/utterances.ts";
import { startCapture } from "./capture.ts";
import type { Attention, Ear, EarEvents } from "./ear.ts";
import { LevelMeter } from "./levelMeter.ts";
import { closeMicrophone, openMicrophone } from "./microphone.ts";
import { onsetProbability } from "./onset.ts";
import { toInt16 } from "./pcm.ts";
import { PacedDetector } from "./pacedDetector.ts";
import { PushToTalk } from "./pushToTalk.ts";
import { startSileroDetector, type SpeechDetector } from "./sileroDetector.ts";
import { SoundWatch } from "./soundWatch.ts";
import { troubles } from "./troubles.ts";
import { UtteranceSegmenter } from "./utteranceSegmenter.ts";

export interface ServerEarOptions {
  /** Null: the browser's default. */
  deviceId: string | null;
  /** Running, and not closed by the ear. */
  context: AudioContext;
  utterances: Utterances;
  events: Pick<EarEvents, "level" | "sound" | "unplugged" | "failed">;
  /** For how long the assistant has been heard; null: it is silent. */
  playingForMs(): number | null;
}

/** Listens by the microphone, and lets the server recognise what is said. */
export class ServerEar implements Ear {
  readonly label: string;
  readonly #options: ServerEarOptions;
  readonly #detector: SpeechDetector;
  readonly #segmenter: UtteranceSegmenter;
  readonly #pushToTalk: PushToTalk;
  readonly #meter = new LevelMeter();
  readonly #watch = new SoundWatch();
  #attention: Attention = "never";
  /** The newest frame, which waits for the detector. */
  #listening = Promise.resolve();
  #isClosed = false;
  #stopCapture: () => void = () => undefined;

  /** Rejects with a `ClientProblem` that says what to do. */
  static async open(options: ServerEarOptions): Promise<ServerEar> {
    const stream = await openMicrophone(options.deviceId);
    let detector: SpeechDetector | null = null;
    try {
      detector = new PacedDetector(await startSileroDetector());
      const ear = new ServerEar(options, stream, detector);
      await ear.#capture(stream);
      return ear;
    } catch (cause) {
      closeMicrophone(stream);
      await detector?.close();
      throw troubles.detector(cause);
    }
  }

  private constructor(options: ServerEarOptions, stream: MediaStream, detector: SpeechDetector) {
    this.label = stream.getAudioTracks()[0]?.label ?? "";
    this.#options = options;
    this.#detector = detector;
    this.#segmenter = new UtteranceSegmenter(options.utterances);
    this.#pushToTalk = new PushToTalk(options.utterances);
  }

  attend(attention: Attention): void {
    if (attention === this.#attention) return;
    if (this.#attention === "always") this.#segmenter.finish();
    if (this.#attention === "pressed") this.#pushToTalk.release();
    this.#attention = attention;
    this.#options.utterances.endpointing = attention === "pressed" ? "client" : "server";
    if (attention === "pressed") this.#pushToTalk.press();
  }

  ended(frames: number): void {
    this.#segmenter.ended(frames);
  }

  async close(): Promise<void> {
    this.attend("never");
    this.#isClosed = true;
    this.#stopCapture();
    await this.#listening;
    await this.#detector.close();
  }

  async #capture(stream: MediaStream): Promise<void> {
    const stop = await startCapture(stream, this.#options.context, (samples) => {
      const probability = this.#detector.probability(samples);
      this.#listening = this.#listening.then(() => this.#hear(samples, probability));
    });
    this.#stopCapture = () => {
      stop();
      closeMicrophone(stream);
    };
    for (const track of stream.getAudioTracks()) {
      track.addEventListener("ended", () => {
        if (!this.#isClosed) this.#options.events.unplugged();
      });
    }
  }

  async #hear(samples: Float32Array, judged: Promise<number>): Promise<void> {
    const { events } = this.#options;
    try {
      const probability = await judged;
      if (this.#isClosed) return;
      events.sound(this.#watch.push(samples));
      events.level(this.#meter.push(samples));
      if (this.#attention === "never") return;
      const frame = toInt16(samples);
      this.#segmenter.onset = onsetProbability(this.#options.playingForMs());
      if (this.#attention === "always") this.#segmenter.push(frame, probability);
      else this.#pushToTalk.push(frame, probability);
    } catch (cause) {
      events.failed(troubles.detector(cause));
    }
  }
}
