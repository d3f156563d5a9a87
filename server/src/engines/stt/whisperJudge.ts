import { z } from "zod";
import { isInvention, plain } from "./inventions.ts";
import type { Transcription } from "./port.ts";

/** What Whisper says of a stretch of its transcript. */
export const Segment = z.object({
  text: z.string(),
  start: z.number().nullish(),
  end: z.number().nullish(),
  no_speech_prob: z.number().nullish(),
  avg_logprob: z.number().nullish(),
  compression_ratio: z.number().nullish(),
});
export type Segment = z.infer<typeof Segment>;

const NO_SPEECH = 0.6;
const UNSURE = -1;
/** Text that shrinks this much when packed says the same thing over and over. */
const REPETITIVE = 2.4;
/** Half an hour of subtitles says none of these in earnest when the evidence is weak already. */
const WEAK_NO_SPEECH = 0.3;
const WEAK_LOGPROB = -0.7;
const LETTERS_A_SECOND = 30;

const nothing: Transcription = { hypotheses: [], understood: true };

/**
 * The transcript without what was invented on silence. A segment goes when Whisper both doubts that
 * anyone spoke and is unsure of its words (either alone is no proof), when it goes round in circles, or
 * when it is a known invention and the evidence for speech is weak.
 */
export function judge(
  text: string,
  segments: readonly Segment[],
  durationMs: number,
): Transcription {
  if (segments.length === 0) {
    const words = text.trim();
    const tooMuch = words.length > (durationMs / 1000) * LETTERS_A_SECOND + 40;
    if (words === "" || isNoise(words) || (tooMuch && isRepetition(words))) return nothing;
    return { hypotheses: [{ text: words, confidence: null }], understood: true };
  }
  const kept = segments.filter((segment) => !isInvented(segment));
  const words = kept
    .map((segment) => segment.text.trim())
    .filter((part) => part !== "")
    .join(" ");
  if (words === "") return nothing;
  return {
    hypotheses: [{ text: words, confidence: confidenceOf(kept) }],
    understood: true,
    isDoubtful: kept.every(isWeak),
  };
}

function isInvented(segment: Segment): boolean {
  const text = segment.text.trim();
  if (text === "" || isNoise(text)) return true;
  const noSpeech = segment.no_speech_prob ?? 0;
  const logprob = segment.avg_logprob ?? 0;
  if (noSpeech > NO_SPEECH && logprob < UNSURE) return true;
  if ((segment.compression_ratio ?? 0) > REPETITIVE && isRepetition(text)) return true;
  return isWeak(segment) && isInvention(text);
}

/** Little says that anybody spoke. */
function isWeak({ no_speech_prob: noSpeech, avg_logprob: logprob }: Segment): boolean {
  return (noSpeech ?? 0) > WEAK_NO_SPEECH || (logprob ?? 0) < WEAK_LOGPROB;
}

/** Nothing but marks, or a note such as "[Music]" and "(applause)". */
function isNoise(text: string): boolean {
  return /^[\s\p{P}\p{S}]*$/u.test(text.replace(/\[[^\]]*\]|\([^)]*\)|♪[^♪]*♪/gu, ""));
}

/** A phrase of up to eight words, four times or more in a row, makes up most of it. */
function isRepetition(text: string): boolean {
  const words = plain(text).split(" ");
  for (let length = 1; length <= 8; length += 1) {
    let same = 0;
    for (let at = length; at < words.length; at += 1) {
      if (words[at] === words[at - length]) same += 1;
    }
    if (words.length >= length * 4 && same >= (words.length - length) * 0.9) return true;
  }
  return false;
}

/** The likelihood of its words, weighted by how long each segment is; null where it is not told. */
function confidenceOf(segments: readonly Segment[]): number | null {
  let sum = 0;
  let weight = 0;
  for (const { avg_logprob: logprob, start, end } of segments) {
    if (logprob === null || logprob === undefined) continue;
    const seconds = Math.max(0.1, (end ?? 0) - (start ?? 0));
    sum += logprob * seconds;
    weight += seconds;
  }
  return weight === 0 ? null : Math.min(1, Math.exp(sum / weight));
}
