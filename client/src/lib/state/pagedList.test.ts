import { expect, test } from "vitest";
import type { Page } from "../transport/rest/projects.ts";
import { PagedList } from "./pagedList.svelte.ts";

type Part = { limit: number; cursor: string | null };

/** A list of so many numbers, as a server gives it. */
const numbers =
  (count: number) =>
  ({ limit, cursor }: Part): Promise<Page<number>> => {
    const from = Number(cursor ?? 0);
    const items = Array.from({ length: Math.min(limit, count - from) }, (_, at) => from + at);
    const next = from + items.length;
    return Promise.resolve({ items, nextCursor: next < count ? String(next) : null });
  };

test("a list is fetched as far as it is looked at, each item once", async () => {
  const list = new PagedList<number>(String);
  expect(list.items).toBeNull();
  await list.show(numbers(120));
  expect(list.items).toHaveLength(50);
  await list.more();
  await list.more();
  expect(list.items).toEqual(Array.from({ length: 120 }, (_, at) => at));
  expect(list.hasMore).toBe(false);
  await list.more();
  expect(list.items).toHaveLength(120);
});

test("asking for more twice brings one part more", async () => {
  const list = new PagedList<number>(String);
  await list.show(numbers(500));
  await Promise.all([list.more(), list.more()]);
  expect(list.items).toHaveLength(100);
});

test("fetched again, it is shown as far as it was, however far that is", async () => {
  const list = new PagedList<number>(String);
  await list.show(numbers(1000));
  while ((list.items?.length ?? 0) < 450) await list.more();
  await list.refresh();
  expect(list.items).toEqual(Array.from({ length: 450 }, (_, at) => at));
  expect(list.hasMore).toBe(true);
});

test("the answer to an older question is not shown, also where it comes last", async () => {
  const list = new PagedList<number>(String);
  const { promise, resolve } = Promise.withResolvers<Page<number>>();
  const slow = list.show(() => promise);
  await list.show(numbers(3));
  resolve({ items: [9], nextCursor: null });
  await slow;
  expect(list.items).toEqual([0, 1, 2]);
});

test("what is shown stays where more of it cannot be fetched, and that is told", async () => {
  const list = new PagedList<number>(String);
  let fails = false;
  await list.show((part) => (fails ? Promise.reject(new Error("lost")) : numbers(120)(part)));
  fails = true;
  await list.more();
  expect(list.items).toHaveLength(50);
  expect(list.problem?.message).toContain("Something went wrong");
  fails = false;
  await list.refresh();
  expect(list.problem).toBeNull();
});

test("what has moved from one part to the next is shown once", async () => {
  const list = new PagedList<number>(String);
  const last = (part: Part): Promise<Page<number>> =>
    Promise.resolve(
      part.cursor === null
        ? { items: [1, 2, 3], nextCursor: "3" }
        : { items: [3, 4], nextCursor: null },
    );
  await list.show(last);
  await list.more();
  expect(list.items).toEqual([1, 2, 3, 4]);
});
