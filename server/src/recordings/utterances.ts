import { VOICE_WINDOW, type SpeechDetector } from "../engines/vad/port.ts";
import { Windows } from "../lib/windows.ts";
import { UtteranceCutter, type RecordedUtterance } from "./utteranceCutter.ts";

/** The utterances in a recording, as it is decoded and no faster than they are taken. */
export async function* utterancesOf(
  recording: AsyncIterable<Int16Array>,
  detector: SpeechDetector,
  onDecoded: (samples: number) => void,
): AsyncGenerator<RecordedUtterance> {
  const stream = detector.open();
  const windows = new Windows(VOICE_WINDOW);
  const cutter = new UtteranceCutter();
  try {
    for await (const piece of recording) {
      const whole = windows.add(piece);
      // In windows already, so that there is a probability for each.
      for (const [at, probability] of (await stream.push(whole)).entries()) {
        const start = at * VOICE_WINDOW;
        const utterance = cutter.add(whole.subarray(start, start + VOICE_WINDOW), probability);
        if (utterance) yield utterance;
      }
      onDecoded(piece.length);
    }
    const last = cutter.end();
    if (last) yield last;
  } finally {
    stream.close();
  }
}
