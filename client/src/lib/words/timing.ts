import type { Timings } from "@voiceplan/protocol";

const boundaries: readonly [keyof Timings, string][] = [
  ["transcriptMs", "understood"],
  ["firstTextMs", "first words"],
  ["firstAudioMs", "first sound"],
  ["endedMs", "done"],
];

/** When each boundary of a turn was passed, in words; those it never passed are left out. */
export function timingInWords(timings: Timings): string {
  const parts = boundaries.flatMap(([key, label]) => {
    const ms = timings[key];
    return ms === null ? [] : [`${label} ${duration(ms)}`];
  });
  return parts.join(", ");
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
