/** How often values lie from `fromMs` to below `toMs`. */
export interface Bin {
  fromMs: number;
  toMs: number;
  count: number;
}

export interface Distribution {
  count: number;
  medianMs: number;
  p95Ms: number;
  bins: Bin[];
}

const BINS = 12;
/** The widths that bins may have, in milliseconds: round ones. */
const WIDTHS = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 60_000];

/** Null: there are no values. */
export function distributionOf(values: readonly number[]): Distribution | null {
  const sorted = values.toSorted((a, b) => a - b);
  const longest = sorted.at(-1);
  if (longest === undefined) return null;
  const width = WIDTHS.find((one) => one * BINS > longest) ?? Math.ceil((longest + 1) / BINS);
  const bins = Array.from({ length: BINS }, (_, index) => {
    const fromMs = index * width;
    const toMs = fromMs + width;
    return { fromMs, toMs, count: sorted.filter((ms) => ms >= fromMs && ms < toMs).length };
  });
  return {
    count: sorted.length,
    medianMs: quantile(sorted, 0.5),
    p95Ms: quantile(sorted, 0.95),
    bins,
  };
}

/** The nearest value at or above that share of all. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
