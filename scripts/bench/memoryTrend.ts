import { quantile } from "./quantiles.ts";

export interface Trend {
  /** Medians of the first and the last third of the second half: the first half is warming up. */
  before: number;
  after: number;
  /** How much more that is: 0.1 is a tenth. */
  growth: number;
}

/** Whether something grows while the load stays the same. */
export function trendOf(samples: readonly number[]): Trend {
  const second = samples.slice(Math.floor(samples.length / 2));
  const third = Math.max(1, Math.floor(second.length / 3));
  const before = quantile(second.slice(0, third), 0.5);
  const after = quantile(second.slice(-third), 0.5);
  return { before, after, growth: after / before - 1 };
}
