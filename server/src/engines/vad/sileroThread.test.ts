import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SileroThread } from "./sileroThread.ts";

/** A detector that does what the first sample says. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", (jobs) => {
      for (const { stream, samples } of jobs) {
        if (!samples) continue;
        if (samples[0] === 1) throw new Error("out of memory");
        if (samples[0] === 2) process.exit(3);
        if (samples[0] === 4) continue;
        parentPort.postMessage([{ stream, probabilities: [jobs.length / 10] }]);
      }
    });
  `)}`,
);
let thread: SileroThread;
beforeEach(() => {
  thread = new SileroThread({ script, idleMs: 0 });
});
afterEach(() => thread.close());
vi.setConfig({ testTimeout: 30_000 });

test.each([
  ["throws", 1],
  ["exits", 2],
])("what it is at fails when it %s, and the next is heard", async (_, sample) => {
  const stream = thread.open();
  const other = thread.open();
  const [one, two] = await Promise.allSettled([
    thread.judge(stream, Int16Array.of(sample)),
    thread.judge(other, Int16Array.of(4)),
  ]);
  const failed = { reason: { code: "unavailable", retryable: true } };
  expect([one, two]).toMatchObject([failed, failed]);
  await expect(thread.judge(stream, Int16Array.of(0))).resolves.toEqual([0.1]);
});

test("what several streams send at once goes in one message", async () => {
  const heard = [thread.open(), thread.open(), thread.open()].map((stream) =>
    thread.judge(stream, Int16Array.of(0)),
  );
  expect(await Promise.all(heard)).toEqual([[0.3], [0.3], [0.3]]);
});

test("ends once no stream is open, and begins again with the next", async () => {
  const stream = thread.open();
  await thread.judge(stream, Int16Array.of(0));
  thread.release(stream);
  await vi.waitFor(() => expect(thread.isRunning).toBe(false));
  await expect(thread.judge(thread.open(), Int16Array.of(0))).resolves.toEqual([0.1]);
});

test("a stream that is released waits for nothing", async () => {
  const stream = thread.open();
  const heard = thread.judge(stream, Int16Array.of(4));
  thread.release(stream);
  await expect(heard).resolves.toEqual([]);
});

test("closed at work, the work fails; closing twice is no harm", async () => {
  const failure = expect(thread.judge(thread.open(), Int16Array.of(4))).rejects.toMatchObject({
    code: "unavailable",
  });
  await thread.close();
  await thread.close();
  await failure;
});
