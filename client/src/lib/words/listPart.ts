/** The items of a long list that are in the page: from `from` up to, but not including, `to`. */
export interface ListPart {
  from: number;
  to: number;
}

/** It moves on by so many, more than fit on the largest screen. */
const STEP = 50;
const AT_MOST = 3 * STEP;

/** The end of a list. It begins elsewhere only every fifty items, so that an item more moves nothing. */
export function lastPart(count: number): ListPart {
  return { from: Math.max(0, Math.floor(count / STEP) - 2) * STEP, to: count };
}

/** The part that begins at `from`, whatever the list is about to become after it. */
export function partAt(from: number, count: number): ListPart {
  return { from, to: Math.min(count, from + AT_MOST) };
}

export function earlierThan({ from }: ListPart): number {
  return Math.max(0, from - STEP);
}

export function laterThan({ from }: ListPart, count: number): number {
  return Math.max(from, Math.min(from + STEP, count - AT_MOST));
}
