const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const exact = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** How long ago it was; the day itself when that is more than a week. */
export function relativeTime(at: string, nowMs: number): string {
  const elapsedMs = nowMs - Date.parse(at);
  if (elapsedMs > 7 * 86_400_000) return day.format(new Date(at));
  for (const [unit, ms] of units) {
    if (elapsedMs >= ms) return relative.format(-Math.floor(elapsedMs / ms), unit);
  }
  return "just now";
}

export function exactTime(at: string): string {
  return exact.format(new Date(at));
}
