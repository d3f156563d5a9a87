import { storableText, type Message } from "@voiceplan/protocol";
import type {
  SpeechToText,
  Transcription,
  TranscriptionRequest,
  Vocabulary,
} from "../engines/stt/port.ts";
import { hasSpeech } from "../engines/vad/hasSpeech.ts";
import type { VoiceActivityDetector } from "../engines/vad/port.ts";
import { samplesOf } from "../lib/pcm.ts";
import { Problem } from "../lib/problem.ts";
import type { Said, UtteranceRecord } from "./utteranceRecord.ts";

export interface RecognitionOptions {
  record: UtteranceRecord;
  /** Null: nothing on this server can recognise speech. */
  stt: SpeechToText | null;
  vad: VoiceActivityDetector;
}

/** What to listen to; the vocabulary is asked for only where there is speech. */
export type Listening = Omit<TranscriptionRequest, "vocabulary"> & {
  vocabulary: () => Promise<Vocabulary>;
};

interface Keeping {
  /** What the words are to the conversation. */
  saidOf: (text: string) => Said;
  signal: AbortSignal;
}

const nothingSaid: Transcription = { hypotheses: [], understood: true };

/**
 * Turns utterances into the person's messages. An utterance that is kept is recognised again after a
 * crash until it has its transcript.
 */
export class Recognition {
  readonly #options: RecognitionOptions;

  constructor(options: RecognitionOptions) {
    this.#options = options;
  }

  get isAvailable(): boolean {
    return this.#options.stt !== null;
  }

  hasSpeech(audio: Int16Array): boolean {
    return hasSpeech(audio, this.#options.vad);
  }

  /**
   * What is said in the audio; it is kept nowhere. Nobody is asked about silence. Throws a `Problem` or
   * the signal's reason.
   */
  async listen({ vocabulary, ...request }: Listening): Promise<Transcription> {
    const { stt } = this.#options;
    if (!stt) {
      throw new Problem(
        "no_recogniser",
        "Nothing on this server can recognise speech yet. You can go on typing; the settings page says what to set.",
      );
    }
    if (!this.hasSpeech(request.audio)) return nothingSaid;
    return stt.transcribe({ ...request, vocabulary: await vocabulary() });
  }

  /**
   * The message that was said in an utterance that is kept; null where there is none. `listen` is asked what it
   * heard in the audio. Throws a `Problem` when there are no words to be had.
   */
  async recognise(
    conversationId: string,
    utteranceId: string,
    { listen, ...keeping }: Keeping & { listen: (audio: Int16Array) => Promise<Transcription> },
  ): Promise<Message | null> {
    const { record } = this.#options;
    const audio = await record.pendingAudio(utteranceId);
    if (!audio) return record.message(utteranceId);
    const transcription = listen(samplesOf(audio));
    return this.keep(conversationId, utteranceId, { transcription, ...keeping });
  }

  /** Keeps what is being heard in an utterance that is kept. Resolves and throws as `recognise` does. */
  async keep(
    conversationId: string,
    utteranceId: string,
    { transcription, saidOf, signal }: Keeping & { transcription: Promise<Transcription> },
  ): Promise<Message | null> {
    const { record } = this.#options;
    let text: string | null;
    try {
      text = wordsOf(await transcription);
    } catch (error) {
      // An abort leaves it pending: the process ends, and the next one recognises it.
      if (!signal.aborted) await record.giveUp(utteranceId);
      throw error;
    }
    if (text !== null) return record.hear(conversationId, utteranceId, saidOf(text));
    await record.giveUp(utteranceId);
    throw new Problem("not_understood", "That was not understood. Say it again, or type it.", {
      retryable: true,
    });
  }
}

/** The words, empty for silence; null when something was said that is none. */
export function wordsOf({ hypotheses, understood }: Transcription): string | null {
  return understood ? storableText(hypotheses[0]?.text ?? "").trim() : null;
}
