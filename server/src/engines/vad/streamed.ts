import {
  VOICE_WINDOW,
  type SpeechDetector,
  type SpeechStream,
  type VoiceActivityDetector,
} from "./port.ts";
import { Windows } from "../../lib/windows.ts";

/** Lets a detector that answers at once serve streams. */
export class StreamedDetector implements SpeechDetector {
  readonly name: string;
  readonly #detector: VoiceActivityDetector;

  constructor(detector: VoiceActivityDetector) {
    this.name = detector.name;
    this.#detector = detector;
  }

  open(): SpeechStream {
    const activity = this.#detector.open();
    const windows = new Windows(VOICE_WINDOW);
    return {
      push: (samples) => {
        const whole = windows.add(samples);
        const heard: number[] = [];
        for (let at = 0; at < whole.length; at += VOICE_WINDOW) {
          heard.push(activity.probability(whole.subarray(at, at + VOICE_WINDOW)));
        }
        return Promise.resolve(heard);
      },
      close: () => undefined,
    };
  }
}
