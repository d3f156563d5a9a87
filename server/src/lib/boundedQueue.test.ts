import { expect, test } from "vitest";
import { BoundedQueue } from "./boundedQueue.ts";

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

test("gives the values in order and ends when it is closed", async () => {
  const queue = new BoundedQueue<number>(2);
  const taken = collect(queue.values());
  for (const value of [1, 2, 3, 4, 5]) expect(await queue.push(value)).toBe(true);
  queue.close();
  expect(await taken).toEqual([1, 2, 3, 4, 5]);
});

test("a push waits while the queue is full", async () => {
  const queue = new BoundedQueue<string>(1);
  await queue.push("first");
  let pushed = false;
  const second = queue.push("second").then(() => (pushed = true));
  await new Promise(setImmediate);
  expect(pushed).toBe(false);
  await queue.values().next();
  await second;
  expect(pushed).toBe(true);
});

test("a failure reaches the consumer after what was queued", async () => {
  const queue = new BoundedQueue<number>(5);
  await queue.push(1);
  queue.fail(new Error("the source broke"));
  const values = queue.values();
  expect(await values.next()).toEqual({ done: false, value: 1 });
  await expect(values.next()).rejects.toThrow("the source broke");
});

test("a consumer that leaves releases a producer that waits", async () => {
  const queue = new BoundedQueue<number>(1);
  await queue.push(1);
  const waiting = queue.push(2).then(() => queue.push(3));
  for await (const value of queue.values()) if (value === 1) break;
  expect(await waiting).toBe(false);
});

test("an abort ends a waiting push and a waiting consumer with its reason", async () => {
  const queue = new BoundedQueue<number>(0);
  const abort = new AbortController();
  const push = queue.push(1, abort.signal);
  const take = queue.values(abort.signal).next();
  abort.abort(new Error("stopped"));
  await expect(push).rejects.toThrow("stopped");
  await expect(take).rejects.toThrow("stopped");
});
