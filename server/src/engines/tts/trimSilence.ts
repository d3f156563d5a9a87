const WINDOW_MS = 5;
/** Peaks below this are the voice's own noise floor. */
const QUIET = 180;
const LEAD_MS = 15;

/**
 * The samples without the silence around them (a view, not a copy), but for a breath before and
 * `tailMs` after. Nothing when it is all silence.
 */
export function trimSilence(samples: Int16Array, sampleRate: number, tailMs: number): Int16Array {
  const window = Math.round((sampleRate * WINDOW_MS) / 1000);
  const last = samples.length - 1;
  let from = 0;
  while (from <= last && isQuiet(samples, from, window)) from += window;
  if (from > last) return samples.subarray(0, 0);
  let to = samples.length;
  while (to > from && isQuiet(samples, Math.max(from, to - window), window)) to -= window;
  const start = Math.max(0, from - Math.round((sampleRate * LEAD_MS) / 1000));
  return samples.subarray(start, to + Math.round((sampleRate * tailMs) / 1000));
}

function isQuiet(samples: Int16Array, from: number, length: number): boolean {
  for (const sample of samples.subarray(from, from + length)) {
    if (sample > QUIET || sample < -QUIET) return false;
  }
  return true;
}
