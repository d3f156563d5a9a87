import { setTimeout as sleep } from "node:timers/promises";

/** Generous: a machine that does other things at the same time is slow, and that is no fault. */
const LIMIT_MS = 30_000;
const INTERVAL_MS = 40;

/** Resolves with what `look` finds as soon as it finds something; rejects when it never does. */
export async function eventually<T>(
  what: string,
  look: () => T | null | undefined | Promise<T | null | undefined>,
): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}.`);
    await sleep(INTERVAL_MS);
  }
}
