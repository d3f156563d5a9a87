import { abortable } from "../../lib/abort.ts";
import { SampleAssembler } from "../../lib/pcm.ts";
import { Problem } from "../../lib/problem.ts";
import { OpenAiEndpoint, type OpenAiConnection } from "../openai.ts";
import { requireVoice, type SpeechRequest, type TextToSpeech } from "./port.ts";

export interface OpenAiTextToSpeechOptions extends OpenAiConnection {
  /** The one that speaks unless asked otherwise; may be one that only this provider has. */
  voice: string;
  /** How to speak, for the models that take such advice. */
  instructions?: string;
  /** How long it may take until the first samples are there. */
  firstByteTimeoutMs?: number;
  /** How long it may pause in the middle. */
  idleTimeoutMs?: number;
}

/** The voices of OpenAI's models; compatible servers know them by the same names. */
const VOICES = [
  "alloy",
  "ash",
  "ballad",
  "coral",
  "echo",
  "fable",
  "nova",
  "onyx",
  "sage",
  "shimmer",
  "verse",
];

/** Speech behind OpenAI's `audio/speech`: raw samples, passed on as they come in. */
export class OpenAiTextToSpeech implements TextToSpeech {
  readonly name: string;
  /** What `response_format: "pcm"` means. */
  readonly sampleRate = 24_000;
  readonly voices: readonly string[];
  readonly #endpoint: OpenAiEndpoint;
  readonly #options: OpenAiTextToSpeechOptions;

  constructor(options: OpenAiTextToSpeechOptions) {
    this.#endpoint = new OpenAiEndpoint(options, { code: "speech_failed", what: "speech" });
    this.#options = options;
    this.voices = [...new Set([options.voice, ...VOICES])];
    this.name = `${options.model} at ${this.#endpoint.provider.host}`;
  }

  async *synthesize({
    text,
    voice = this.#options.voice,
    rate = 1,
    signal,
  }: SpeechRequest): AsyncGenerator<Int16Array> {
    requireVoice(this, voice);
    const { firstByteTimeoutMs = 15_000, idleTimeoutMs = 10_000 } = this.#options;
    // Nothing has reached the caller yet, so this much can be tried again.
    const { body, watchdog, early } = await this.#endpoint.request(
      signal,
      firstByteTimeoutMs,
      async (guard) => {
        const opened = await this.#open({ input: text, voice, speed: rate }, guard.signal);
        return {
          body: opened,
          watchdog: guard,
          early: await abortable(opened.read(), guard.signal),
        };
      },
    );
    const samples = new SampleAssembler();
    try {
      for (let piece = early; !piece.done;) {
        const complete = samples.push(piece.value);
        if (complete.length > 0) yield complete;
        signal.throwIfAborted();
        watchdog.arm(idleTimeoutMs, () => this.#endpoint.tooSlow());
        piece = await abortable(body.read(), watchdog.signal);
        watchdog.disarm();
      }
    } catch (error) {
      throw this.#endpoint.toProblem(error, watchdog.signal);
    } finally {
      // Closes the connection if the provider is not done yet.
      watchdog.release();
    }
  }

  async #open(
    said: { input: string; voice: string; speed: number },
    signal: AbortSignal,
  ): Promise<ReadableStreamDefaultReader<Uint8Array>> {
    const { model, instructions } = this.#options;
    const { speed, ...words } = said;
    const response = await abortable(
      this.#endpoint.client.audio.speech.create(
        {
          model,
          ...words,
          response_format: "pcm",
          ...(speed === 1 ? {} : { speed }),
          ...(instructions === undefined ? {} : { instructions }),
        },
        { signal },
      ),
      signal,
    );
    const type = response.headers.get("content-type") ?? "";
    if (!response.body || type.includes("json") || type.startsWith("text/")) {
      const { host } = this.#endpoint.provider;
      throw new Problem("speech_failed", `${host} answered with something that is not speech.`);
    }
    return response.body.getReader();
  }
}
