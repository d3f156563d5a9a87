import type { Transcription } from "../engines/stt/port.ts";
import type { SpeechDetector, SpeechStream } from "../engines/vad/port.ts";
import type { CommandServices } from "../commands/command.ts";
import type { Metrics } from "../lib/metrics.ts";
import type { Answerer } from "./answer.ts";
import type { ConversationContext } from "./context.ts";
import type { EndpointingBounds } from "./endpointing.ts";
import { finalityOf, type Finality } from "./finality.ts";
import type { Recognition } from "./recognition.ts";
import { vocabularyOf } from "./vocabulary.ts";

export interface HearingOptions extends CommandServices {
  context: ConversationContext;
  recognition: Recognition;
  answerer: Answerer;
  vad: SpeechDetector;
  endpointing: EndpointingBounds;
  metrics: Metrics;
  /** Ends whatever is listened to. */
  signal: AbortSignal;
  /** How long the assistant has been speaking; null while it is silent. */
  speakingForMs: () => number | null;
}

interface ListenOptions {
  until?: AbortSignal;
  /** Told the words so far, where the recogniser gives them before it is done. */
  onPartial?: (text: string) => void;
}

/** How one conversation hears: with its own names, terms and commands in mind. */
export class Hearing {
  readonly #options: HearingOptions;
  /** Names of the person's projects when it last listened. */
  #projects: readonly string[] = [];

  constructor(options: HearingOptions) {
    this.#options = options;
  }

  /** False: nothing on this server can recognise speech. */
  get isAvailable(): boolean {
    return this.#options.recognition.isAvailable;
  }

  get endpointing(): EndpointingBounds {
    return this.#options.endpointing;
  }

  get metrics(): Metrics {
    return this.#options.metrics;
  }

  get speakingForMs(): number | null {
    return this.#options.speakingForMs();
  }

  /** What is said in the audio. Throws a `Problem`, or the reason of whichever signal was aborted. */
  listen(audio: Int16Array, { until, onPartial }: ListenOptions = {}): Promise<Transcription> {
    const { recognition, signal } = this.#options;
    return recognition.listen({
      audio,
      vocabulary: async () => {
        const vocabulary = await vocabularyOf(this.#options.context, this.#options);
        this.#projects = vocabulary.projects;
        return vocabulary;
      },
      ...(onPartial ? { onPartial } : {}),
      signal: until ? AbortSignal.any([signal, until]) : signal,
    });
  }

  hasSpeech(audio: Int16Array): boolean {
    return this.#options.recognition.hasSpeech(audio);
  }

  /** How words sound that may be the last ones. */
  finality(text: string): Finality {
    const { answerer, context } = this.#options;
    return finalityOf(text, (said) => answerer.isWholeCommand(context, said, this.#projects));
  }

  /** To find the pauses of one raw stream with. */
  openStream(): SpeechStream {
    return this.#options.vad.open();
  }
}
