/** So many of a long conversation are shown at least, and so many more at a time. */
const AT_ONCE = 100;

/**
 * The first of `count` entries that is shown. It moves on by a hundred at a time, so that one to two
 * hundred are shown, however long the conversation is; and never past `heldFrom`, which somebody is reading.
 */
export function firstShown(count: number, heldFrom: number | null): number {
  const newest = Math.max(0, Math.floor(count / AT_ONCE) - 1) * AT_ONCE;
  return Math.min(newest, heldFrom ?? newest);
}

export function earlierThan(from: number): number {
  return Math.max(0, from - AT_ONCE);
}
