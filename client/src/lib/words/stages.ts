import type { Timings } from "@voiceplan/protocol";
import { duration } from "./duration.ts";

export type StageName = "silence" | "recognition" | "thinking" | "speech";

/** What each stage is, in a word. */
export const stageWords: Readonly<Record<StageName, string>> = {
  silence: "Silence",
  recognition: "Recognition",
  thinking: "Thinking",
  speech: "Speech",
};

/** A stretch of the wait from the last word of the person to the first sound of the reply. */
export interface Stage {
  name: StageName;
  /** How much of the wait it was. */
  ms: number;
}

/** The stages that a turn went through, in order; those of which nothing is known are left out. */
export function stagesOf(timings: Timings): Stage[] {
  const { silenceMs, recognitionMs, transcriptMs, firstTextMs, firstSentenceMs, firstAudioMs } =
    timings;
  const understoodMs = transcriptMs ?? 0;
  // A reply that is not spoken is there with its first words.
  const answeredMs = (firstAudioMs === null ? firstTextMs : firstSentenceMs) ?? firstTextMs;
  const stages: [StageName, number | null][] = [
    ["silence", silenceMs],
    // What was typed is understood as soon as it is there.
    ["recognition", recognitionMs === null ? null : transcriptMs],
    ["thinking", between(understoodMs, answeredMs)],
    ["speech", between(answeredMs, firstAudioMs)],
  ];
  return stages.flatMap(([name, ms]) => (ms === null ? [] : [{ name, ms }]));
}

/** How long the person waited for the reply, in milliseconds; null where nothing of that is known. */
export function waitOf(timings: Timings): number | null {
  const stages = stagesOf(timings);
  return stages.length === 0 ? null : stages.reduce((sum, { ms }) => sum + ms, 0);
}

/** The same in words; empty where nothing is known. */
export function timingInWords(timings: Timings): string {
  const wait = waitOf(timings);
  if (wait === null) return "";
  const stages = stagesOf(timings).map(({ name, ms }) => `${name} ${duration(ms)}`);
  const words = `${duration(wait)} until the reply: ${stages.join(", ")}.`;
  const { recognitionMs, hiddenMs } = timings;
  const took = recognitionMs === null ? "" : ` Recognition took ${duration(recognitionMs)}.`;
  const hidden = hiddenMs ? ` ${duration(hiddenMs)} of work was done in the silence before.` : "";
  return words + took + hidden;
}

function between(fromMs: number | null, toMs: number | null): number | null {
  return fromMs === null || toMs === null ? null : Math.max(0, toMs - fromMs);
}
