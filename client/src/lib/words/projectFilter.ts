import type { ProjectQuery, ProjectSort, ProjectStatus } from "@voiceplan/protocol";

/** Which projects are shown, and in which order: what the page's address says. */
export interface ProjectFilter {
  q: string;
  /** Null: all but the archived ones. */
  status: ProjectStatus | null;
  /** Empty: any. */
  tag: string;
  /** Touched in the last so many days; null: whenever. */
  days: number | null;
  sort: ProjectSort;
}

const DAY_MS = 86_400_000;

export const projectStatusWords: Record<ProjectStatus, string> = {
  active: "Active",
  paused: "Paused",
  completed: "Completed",
  archived: "Archived",
};
export const projectStatuses = ["active", "paused", "completed", "archived"] as const;

export const projectSortWords: Record<ProjectSort, string> = {
  recent: "Recent first",
  name: "By name",
  plans: "Most plans first",
};
export const projectSorts = ["recent", "name", "plans"] as const;

export const dayChoices = [7, 30, 90] as const;

/** What the query of an address asks for; what it says wrongly counts as not said. */
export function readProjectFilter(query: Pick<URLSearchParams, "get">): ProjectFilter {
  return {
    q: query.get("q") ?? "",
    status: projectStatuses.find((status) => status === query.get("status")) ?? null,
    tag: query.get("tag") ?? "",
    days: dayChoices.find((days) => String(days) === query.get("days")) ?? null,
    sort: projectSorts.find((sort) => sort === query.get("sort")) ?? "recent",
  };
}

/** The query of its address, without what goes without saying: `status=paused&sort=name`. */
export function projectAddress({ q, status, tag, days, sort }: ProjectFilter): string {
  const query = new URLSearchParams();
  if (q !== "") query.set("q", q);
  if (status !== null) query.set("status", status);
  if (tag !== "") query.set("tag", tag);
  if (days !== null) query.set("days", String(days));
  if (sort !== "recent") query.set("sort", sort);
  return query.toString();
}

/** What to ask the server for. */
export function projectQuery(filter: ProjectFilter, nowMs: number): Partial<ProjectQuery> {
  const { q, status, tag, days, sort } = filter;
  return {
    sort,
    q: q.trim() || undefined,
    status: status ?? undefined,
    tag: tag || undefined,
    since: days === null ? undefined : new Date(nowMs - days * DAY_MS).toISOString(),
  };
}

/** Something is left out that would be shown without it. */
export function isNarrowed({ q, status, tag, days }: ProjectFilter): boolean {
  return q.trim() !== "" || status !== null || tag !== "" || days !== null;
}
