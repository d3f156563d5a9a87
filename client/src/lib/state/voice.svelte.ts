import { unlockAudio } from "../audio/audioOutput.ts";
import { BrowserRecogniser } from "../audio/browserRecogniser.ts";
import { LevelMeter } from "../audio/levelMeter.ts";
import { closeMicrophone, openMicrophone } from "../audio/microphone.ts";
import { toInt16 } from "../audio/pcm.ts";
import { startSileroDetector } from "../audio/sileroDetector.ts";
import { UtteranceSegmenter } from "../audio/utteranceSegmenter.ts";
import type { VoiceDetector } from "../audio/voiceDetector.ts";
import { ClientProblem } from "../transport/clientProblem.ts";
import { UtteranceDelivery } from "../transport/utteranceDelivery.ts";
import type { Delivery } from "../transport/outbox.ts";

export interface VoiceEvents {
  /** What was said goes out as it is spoken. */
  deliver(delivery: Delivery): void;
  /** What was said, where the browser recognised it. */
  said(text: string): void;
  /** Somebody speaks, for certain. */
  speaking(): void;
  problem(problem: ClientProblem): void;
  /** Whether the server recognises speech; asked each time the microphone is switched on. */
  serverRecognises(): Promise<boolean>;
}

/** The microphone, from the person's finger on the button to utterances on their way. */
export class VoiceStore {
  state = $state<"off" | "starting" | "on" | "needs">("off");
  /** How loud it is at the microphone, from 0 to 1. */
  level = $state(0);
  /** Somebody speaks into it. */
  isHearing = $state(false);
  /** What the browser's recogniser has understood so far. */
  interim = $state("");
  /** Why it needs the person. */
  problem = $state.raw<ClientProblem | null>(null);
  /** It is certain that somebody speaks. */
  isConfirmed = false;
  readonly #events: VoiceEvents;
  #stop: (() => Promise<void>) | null = null;
  #detector: VoiceDetector | null = null;
  #isWary = false;
  /** Tells a start that was overtaken by a stop. */
  #attempt = 0;

  constructor(events: VoiceEvents) {
    this.#events = events;
  }

  /** Call it in a gesture. */
  async toggle(): Promise<void> {
    if (this.state === "on" || this.state === "starting") await this.stop();
    else await this.start();
  }

  async start(): Promise<void> {
    const context = unlockAudio();
    const attempt = (this.#attempt += 1);
    this.state = "starting";
    this.problem = null;
    try {
      const stop = (await this.#events.serverRecognises())
        ? await this.#listen(context)
        : this.#listenInBrowser();
      if (attempt !== this.#attempt) {
        await stop();
        return;
      }
      this.#stop = stop;
      this.state = "on";
    } catch (error) {
      if (attempt === this.#attempt) this.#need(ClientProblem.from(error));
    }
  }

  async stop(): Promise<void> {
    this.#attempt += 1;
    const stop = this.#stop;
    this.#stop = null;
    this.state = "off";
    this.problem = null;
    this.#reset();
    await stop?.();
  }

  /** The person knows. */
  dismiss(): void {
    this.problem = null;
    if (this.state === "needs") this.state = "off";
  }

  /** While a reply is played it takes more to be taken for the person. */
  setWary(wary: boolean): void {
    this.#isWary = wary;
    this.#detector?.setWary(wary);
  }

  async #listen(context: AudioContext): Promise<() => Promise<void>> {
    const stream = await openMicrophone();
    const segmenter = this.#segmenter();
    const meter = new LevelMeter();
    let detector: VoiceDetector;
    try {
      detector = await startSileroDetector({
        stream,
        context,
        events: {
          onFrame: (samples, probability) => {
            this.level = meter.push(samples);
            segmenter.onFrame(samples, probability);
          },
          onStart: () => segmenter.onStart(),
          onConfirmed: () => segmenter.onConfirmed(),
          onEnd: () => segmenter.onEnd(),
          onMisfire: () => segmenter.onMisfire(),
        },
      });
    } catch (cause) {
      closeMicrophone(stream);
      throw new ClientProblem(
        "detector_failed",
        "The part that hears when you speak could not be loaded. Try again. You can go on typing.",
        { retryable: true, cause },
      );
    }
    this.#detector = detector;
    detector.setWary(this.#isWary);
    for (const track of stream.getAudioTracks()) {
      track.addEventListener("ended", () => void this.#unplugged(), { once: true });
    }
    return async () => {
      this.#detector = null;
      segmenter.finish();
      closeMicrophone(stream);
      await detector.close();
    };
  }

  #segmenter(): UtteranceSegmenter {
    let utterance: UtteranceDelivery | null = null;
    const over = (): void => {
      utterance = null;
      this.isHearing = false;
      this.isConfirmed = false;
    };
    return new UtteranceSegmenter({
      start: () => {
        utterance = new UtteranceDelivery(crypto.randomUUID(), (problem) =>
          this.#events.problem(problem),
        );
        this.isHearing = true;
        this.#events.deliver(utterance);
      },
      frame: (samples) => utterance?.push(toInt16(samples)),
      confirmed: () => {
        this.isConfirmed = true;
        this.#events.speaking();
      },
      end: (frames) => {
        utterance?.end(frames);
        over();
      },
      cancel: () => {
        utterance?.cancel();
        over();
      },
    });
  }

  #listenInBrowser(): () => Promise<void> {
    const recogniser = BrowserRecogniser.start({
      partial: (text) => {
        if (!this.isHearing) this.#events.speaking();
        this.isHearing = true;
        this.interim = text;
      },
      final: (text) => {
        this.#reset();
        this.#events.said(text);
      },
      failed: (problem) => {
        this.#stop = null;
        this.#need(problem);
      },
    });
    if (!recogniser) {
      throw new ClientProblem(
        "no_recogniser",
        "Nothing here can recognise speech yet: the server has no recogniser, and neither has this browser. The engines page says what to set. You can go on typing.",
      );
    }
    return () => Promise.resolve(recogniser.close());
  }

  async #unplugged(): Promise<void> {
    if (this.state !== "on") return;
    await this.stop();
    this.#need(
      new ClientProblem(
        "microphone_missing",
        "The microphone is gone. Plug it in again, then try again. You can go on typing.",
        { retryable: true },
      ),
    );
  }

  #need(problem: ClientProblem): void {
    this.#reset();
    this.state = "needs";
    this.problem = problem;
  }

  #reset(): void {
    this.level = 0;
    this.isHearing = false;
    this.isConfirmed = false;
    this.interim = "";
  }
}
