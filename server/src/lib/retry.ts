import { sleep } from "./abort.ts";
import { Problem } from "./problem.ts";

export interface RetryPolicy {
  /** How often it is tried in all. */
  attempts: number;
  /** The wait before the second attempt, in milliseconds; it doubles with each further one. */
  baseMs: number;
  /**
   * No attempt is begun later than this after the first, in milliseconds. Who is asked to wait longer
   * gives up: someone is waiting for the answer.
   */
  withinMs: number;
}

const defaultRetry: RetryPolicy = { attempts: 3, baseMs: 250, withinMs: 8_000 };

export interface RetryOptions {
  signal: AbortSignal;
  policy?: RetryPolicy;
  /** From 0 to 1; spreads out clients that failed together. */
  random?: () => number;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
}

/**
 * Runs `attempt` until it succeeds, fails with something that is not a retryable `Problem`, or has
 * been tried often enough; then throws its last error. An abort ends it at once with the signal's
 * reason. This is the only retry loop of the server.
 */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { signal, policy = defaultRetry, random = Math.random } = options;
  const { now = () => performance.now() } = options;
  const startedAt = now();
  for (let number = 1; ; number += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Problem) || !error.retryable || number >= policy.attempts) throw error;
      const waitMs = error.retryAfterMs ?? backoffMs(number, policy, random());
      if (now() - startedAt + waitMs > policy.withinMs) throw error;
      await sleep(waitMs, signal);
    }
  }
}

/** Between a half and the whole of the doubled wait. */
function backoffMs(failures: number, policy: RetryPolicy, chance: number): number {
  return policy.baseMs * 2 ** (failures - 1) * (0.5 + chance / 2);
}

/** The value of a `Retry-After` header (seconds, or an HTTP date) in milliseconds from `nowMs`. */
export function parseRetryAfter(value: string | null, nowMs: number): number | null {
  const text = value?.trim() ?? "";
  if (text === "") return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (!/^[A-Za-z]{3,}/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

/** Whether a response with this HTTP status may be another one the next time. */
export function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 429 || status === 499 || (status >= 500 && status !== 501);
}
