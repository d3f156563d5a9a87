import type { SearchKind } from "@voiceplan/protocol";

/** What is looked for and among what: what the page's address says. */
export interface SearchFilter {
  q: string;
  /** Null: any. */
  kind: SearchKind | null;
  /** So many days back at most; null: ever. */
  days: number | null;
  /** Older versions of plans, too. */
  allVersions: boolean;
}

const kinds: readonly SearchKind[] = [
  "project",
  "plan",
  "message",
  "conversation",
  "decision",
  "lesson",
];
const spans: readonly number[] = [7, 30, 365];

/** What the query of an address asks for; what it says wrongly counts as not said. */
export function readSearchFilter(query: Pick<URLSearchParams, "get">): SearchFilter {
  return {
    q: query.get("q") ?? "",
    kind: kinds.find((kind) => kind === query.get("kind")) ?? null,
    days: spans.find((days) => String(days) === query.get("days")) ?? null,
    allVersions: query.get("versions") === "all",
  };
}

/** The query of its address, without what goes without saying. */
export function searchAddress({ q, kind, days, allVersions }: SearchFilter): string {
  const query = new URLSearchParams();
  if (q !== "") query.set("q", q);
  if (kind !== null) query.set("kind", kind);
  if (days !== null) query.set("days", String(days));
  if (allVersions) query.set("versions", "all");
  return query.toString();
}

const DAY_MS = 86_400_000;

/** So many days before now. ISO 8601. */
export function daysAgo(days: number, nowMs = Date.now()): string {
  return new Date(nowMs - days * DAY_MS).toISOString();
}
