import { abortable } from "../../lib/abort.ts";
import type { Log } from "../../lib/log.ts";
import type { SpeechDetector } from "../vad/port.ts";
import { isInvention } from "./inventions.ts";
import type { SpeechToText, Transcription, TranscriptionRequest } from "./port.ts";

const SPEECH = 0.5;
/** The shortest word has more windows of voice than this; a cough that sounds like one has one. */
const FEWEST_WINDOWS = 3;

interface SecondOpinionOptions {
  stt: SpeechToText;
  detector: SpeechDetector;
  log: Log;
}

/**
 * A recogniser whose words are believed unless there is reason to doubt that anybody spoke: then the
 * detector listens as well, which is too dear to do for every utterance. It decides on silence only;
 * where it fails the words are kept, since nothing that was said may be lost.
 */
export class SecondOpinion implements SpeechToText {
  readonly name: string;
  readonly #options: SecondOpinionOptions;

  constructor(options: SecondOpinionOptions) {
    this.#options = options;
    this.name = options.stt.name;
  }

  async transcribe(request: TranscriptionRequest): Promise<Transcription> {
    const transcription = await this.#options.stt.transcribe(request);
    const [best] = transcription.hypotheses;
    if (!best || !(transcription.isDoubtful === true || isInvention(best.text))) {
      return transcription;
    }
    const isSpeech = await abortable(this.#isSpeech(request.audio), request.signal);
    return isSpeech ? transcription : { hypotheses: [], understood: true };
  }

  async #isSpeech(audio: Int16Array): Promise<boolean> {
    const { detector, log } = this.#options;
    try {
      const stream = detector.open();
      try {
        const heard = await stream.push(audio);
        return heard.filter((probability) => probability >= SPEECH).length >= FEWEST_WINDOWS;
      } finally {
        stream.close();
      }
    } catch (error) {
      log.warn({ err: error }, "Nobody could say whether that was speech; the words are kept");
      return true;
    }
  }
}
