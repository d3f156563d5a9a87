import { describe, expect, test } from "vitest";
import { Problem } from "./problem.ts";
import { isRetryableStatus, parseRetryAfter, retry, type RetryPolicy } from "./retry.ts";

const policy: RetryPolicy = { attempts: 3, baseMs: 1, withinMs: 1_000 };
const busy = (retryAfterMs?: number): Problem =>
  new Problem("recognition_failed", "busy", {
    retryable: true,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
const live = (): AbortSignal => new AbortController().signal;

/** Fails with each of these in turn, then succeeds. */
function failing(...errors: Error[]): { attempt: () => Promise<string>; tried: () => number } {
  let tried = 0;
  return {
    attempt: () => {
      tried += 1;
      const error = errors.shift();
      return error === undefined ? Promise.resolve("done") : Promise.reject(error);
    },
    tried: () => tried,
  };
}

describe("retry", () => {
  test("what may help a second time is tried again", async () => {
    const { attempt, tried } = failing(busy(), busy());
    await expect(retry(attempt, { signal: live(), policy })).resolves.toBe("done");
    expect(tried()).toBe(3);
  });

  test("it gives up with the last error after the last attempt", async () => {
    const last = busy();
    const { attempt, tried } = failing(busy(), busy(), last, busy());
    await expect(retry(attempt, { signal: live(), policy })).rejects.toBe(last);
    expect(tried()).toBe(3);
  });

  test.each([new Problem("recognition_failed", "no key"), new Error("a fault of ours")])(
    "%s is final",
    async (error) => {
      const { attempt, tried } = failing(error);
      await expect(retry(attempt, { signal: live(), policy })).rejects.toBe(error);
      expect(tried()).toBe(1);
    },
  );

  test("it waits as long as it is asked to", async () => {
    const { attempt } = failing(busy(40));
    const before = performance.now();
    await retry(attempt, { signal: live(), policy });
    expect(performance.now() - before).toBeGreaterThanOrEqual(39);
  });

  test("asked to wait beyond its time, it gives up at once", async () => {
    const error = busy(2_000);
    const { attempt, tried } = failing(error);
    await expect(retry(attempt, { signal: live(), policy })).rejects.toBe(error);
    expect(tried()).toBe(1);
  });

  test("attempts that took all of its time are not repeated", async () => {
    let nowMs = 0;
    const now = (): number => (nowMs += 1_500);
    const { attempt, tried } = failing(busy());
    await expect(retry(attempt, { signal: live(), policy, now })).rejects.toThrow("busy");
    expect(tried()).toBe(1);
  });

  test("an abort ends the wait with its reason", async () => {
    const controller = new AbortController();
    const reason = new Error("barge-in");
    const { attempt, tried } = failing(busy(900));
    const retrying = retry(attempt, { signal: controller.signal, policy });
    setTimeout(() => controller.abort(reason), 1);
    await expect(retrying).rejects.toBe(reason);
    expect(tried()).toBe(1);
  });

  test("aborted before, nothing is tried", async () => {
    const { attempt, tried } = failing();
    const reason = new Error("stop");
    await expect(retry(attempt, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(tried()).toBe(0);
  });

  test("waits grow, each by chance between a half and the whole of its step", async () => {
    const waits: number[] = [];
    let nowMs = 0;
    // The clock is read at the start and once before each wait; a wait that is too long ends it.
    for (const [attempts, chance] of [
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
    ] as const) {
      for (let withinMs = 0; ; withinMs += 1) {
        const errors = Array.from({ length: attempts }, () => busy());
        const { attempt, tried } = failing(...errors);
        nowMs = 0;
        await retry(attempt, {
          signal: live(),
          policy: { attempts: 9, baseMs: 4, withinMs },
          random: () => chance,
          now: () => nowMs,
        }).catch(() => null);
        if (tried() > attempts) {
          waits.push(withinMs);
          break;
        }
      }
    }
    expect(waits).toEqual([2, 4, 4, 8]);
  });
});

test("Retry-After is read as seconds or as a date, and as nothing when it is neither", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  expect(parseRetryAfter("3", now)).toBe(3_000);
  expect(parseRetryAfter(" 0.5 ", now)).toBe(500);
  expect(parseRetryAfter("Sun, 01 Mar 2026 12:00:07 GMT", now)).toBe(7_000);
  expect(parseRetryAfter("Sun, 01 Mar 2026 11:00:00 GMT", now)).toBe(0);
  for (const nothing of [null, "", "soon", "-1", "12:00"]) {
    expect(parseRetryAfter(nothing, now)).toBeNull();
  }
});

test("of the 4xx only 408, 429 and 499 may be another answer the next time; all 5xx but 501 may", () => {
  const retryable = Array.from({ length: 200 }, (_, at) => at + 400).filter(isRetryableStatus);
  expect(retryable.filter((status) => status < 500)).toEqual([408, 429, 499]);
  expect(retryable.filter((status) => status >= 500)).toHaveLength(99);
});
