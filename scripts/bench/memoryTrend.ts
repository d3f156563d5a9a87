import { quantile } from "./quantiles.ts";

/** What a stretch of samples comes to. */
export type Level = (samples: readonly number[]) => number;

export const middle: Level = (samples) => quantile(samples, 0.5);
/** Of what holds garbage between two collections: what is left right after one. */
export const lowest: Level = (samples) => Math.min(...samples);

export interface Trend {
  /** Levels of the first and the last third of the second half: the first half is warming up. */
  before: number;
  after: number;
  /** How much more that is: 0.1 is a tenth. */
  growth: number;
}

/** Whether something grows while the load stays the same. */
export function trendOf(samples: readonly number[], level: Level): Trend {
  const second = samples.slice(Math.floor(samples.length / 2));
  const third = Math.max(1, Math.floor(second.length / 3));
  const before = level(second.slice(0, third));
  const after = level(second.slice(-third));
  return { before, after, growth: after / before - 1 };
}
