import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { abortable, sleep, Watchdog } from "./abort.ts";

const never = new Promise<never>(() => undefined);
const reason = new Error("barge-in");

describe("sleep", () => {
  test("ends by itself", async () => {
    await expect(sleep(1, new AbortController().signal)).resolves.toBeUndefined();
  });
  test("ends with the reason when aborted, before or meanwhile", async () => {
    await expect(sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const sleeping = sleep(60_000, controller.signal);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
  });
});

describe("abortable", () => {
  test("passes on what becomes of the work", async () => {
    const { signal } = new AbortController();
    await expect(abortable(Promise.resolve(1), signal)).resolves.toBe(1);
    await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
  });
  test("is over with the reason at once when aborted, before or meanwhile", async () => {
    await expect(abortable(never, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const waiting = abortable(never, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
  test("work that fails after the abort troubles nobody", async () => {
    const work = Promise.withResolvers<never>();
    await expect(abortable(work.promise, AbortSignal.abort(reason))).rejects.toBe(reason);
    work.reject(new Error("late"));
    await sleep(1, new AbortController().signal);
  });
  test("leaves no listener behind", async () => {
    const { signal } = new AbortController();
    await abortable(Promise.resolve(1), signal);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});

describe("Watchdog", () => {
  test("fires with its own reason when it is not disarmed in time", async () => {
    const watchdog = new Watchdog(new AbortController().signal);
    watchdog.arm(1, () => reason);
    await expect(abortable(never, watchdog.signal)).rejects.toBe(reason);
  });
  test("fires with its parent's reason", () => {
    const parent = new AbortController();
    const watchdog = new Watchdog(parent.signal);
    parent.abort(reason);
    expect(watchdog.signal.reason).toBe(reason);
  });
  test("disarmed, it does not fire", async () => {
    const watchdog = new Watchdog(new AbortController().signal);
    watchdog.arm(1, () => reason);
    watchdog.disarm();
    await sleep(5, new AbortController().signal);
    expect(watchdog.signal.aborted).toBe(false);
  });
});
