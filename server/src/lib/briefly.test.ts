import { expect, test } from "vitest";
import { Briefly } from "./briefly.ts";

function counted() {
  let reads = 0;
  return new Briefly((key) => Promise.resolve(`${key} ${(reads += 1)}`), 1000);
}

test("is read once for all who ask within the while, and anew after it", async () => {
  const names = counted();
  expect(await Promise.all([names.get("a", 0), names.get("a", 0)])).toEqual(["a 1", "a 1"]);
  expect(await names.get("a", 999)).toBe("a 1");
  expect(await names.get("a", 1000)).toBe("a 2");
});

test("is read anew by whoever asks after it was forgotten", async () => {
  const names = counted();
  const before = names.get("a", 0);
  names.forget("a");
  expect(await names.get("a", 0)).toBe("a 2");
  expect(await before).toBe("a 1");
});

test("a failure is told and not kept", async () => {
  let fails = true;
  const names = new Briefly(async () => {
    if (fails) throw new Error("the database is away");
    return Promise.resolve("read");
  }, 1000);
  await expect(names.get("a", 0)).rejects.toThrow("the database is away");
  fails = false;
  expect(await names.get("a", 0)).toBe("read");
});
