import { z } from "zod";
import { abortable } from "../../lib/abort.ts";
import { bytesOf, wavHeader } from "../../lib/pcm.ts";
import { OpenAiEndpoint, type OpenAiConnection } from "../openai.ts";
import type { SpeechToText, Transcription, TranscriptionRequest } from "./port.ts";
import { streamedText } from "./openaiTranscript.ts";
import { vocabularyPrompt } from "./prompt.ts";
import { judge, Segment } from "./whisperJudge.ts";

const SAMPLE_RATE = 16_000;

/** Nothing that is shorter holds a word; the provider refuses what is under a tenth of a second. */
const SHORTEST_MS = 100;

export interface OpenAiSpeechToTextOptions extends OpenAiConnection {
  /** ISO 639-1, such as `en`. Known languages are recognised better and faster. */
  language?: string;
  /** How long one attempt may take. */
  timeoutMs?: number;
}

const Answer = z.object({ text: z.string() });
const VerboseAnswer = Answer.extend({ segments: z.array(Segment).nullish() });

/** Recognition behind OpenAI's `audio/transcriptions`, one utterance at a time. */
export class OpenAiSpeechToText implements SpeechToText {
  readonly name: string;
  readonly #endpoint: OpenAiEndpoint;
  readonly #options: OpenAiSpeechToTextOptions;

  constructor(options: OpenAiSpeechToTextOptions) {
    const role = { code: "recognition_failed", what: "speech recognition" } as const;
    this.#endpoint = new OpenAiEndpoint(options, role);
    this.#options = options;
    this.name = `${options.model} at ${this.#endpoint.provider.host}`;
  }

  async transcribe(request: TranscriptionRequest): Promise<Transcription> {
    const { audio, vocabulary, signal, onPartial } = request;
    signal.throwIfAborted();
    const durationMs = (audio.length / SAMPLE_RATE) * 1000;
    if (durationMs < SHORTEST_MS) return { hypotheses: [], understood: true };
    const { model, language, timeoutMs = 30_000 } = this.#options;
    const prompt = vocabularyPrompt(vocabulary);
    const samples = bytesOf(audio);
    const file = new File([wavHeader(samples.byteLength, SAMPLE_RATE), samples], "utterance.wav", {
      type: "audio/wav",
    });
    const shared = {
      file,
      model,
      ...(prompt === "" ? {} : { prompt }),
      ...(language === undefined ? {} : { language }),
    };
    return this.#endpoint.request(signal, timeoutMs, async (watchdog) => {
      const { transcriptions } = this.#endpoint.client.audio;
      const until = { signal: watchdog.signal };
      // Only Whisper itself says how sure it is.
      if (model === "whisper-1") {
        const answer: unknown = await abortable(
          transcriptions.create({ ...shared, response_format: "verbose_json" }, until),
          watchdog.signal,
        );
        const { text, segments } = VerboseAnswer.parse(answer);
        return judge(text, segments ?? [], durationMs);
      }
      const plain = { ...shared, response_format: "json" } as const;
      if (onPartial) {
        const opened = transcriptions.create({ ...plain, stream: true }, until).asResponse();
        const response = await abortable(opened, watchdog.signal);
        const text = await abortable(streamedText(response, onPartial), watchdog.signal);
        if (text === null) throw this.#endpoint.cutOff();
        return judge(text, [], durationMs);
      }
      const answer: unknown = await abortable(transcriptions.create(plain, until), watchdog.signal);
      return judge(Answer.parse(answer).text, [], durationMs);
    });
  }
}
