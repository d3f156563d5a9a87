import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./lock.mjs";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  file = join(folder, "deeper", "prepare.lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("only one holds the lock at a time, and each gets its turn", async () => {
  let holders = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++holders);
    await new Promise((resolve) => setTimeout(resolve, 20));
    holders--;
  };
  await Promise.all([withLock(file, work), withLock(file, work), withLock(file, work)]);
  expect(most).toBe(1);
});

test("it is released when the work fails", async () => {
  await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});

test("the result of the work comes back", async () => {
  expect(await withLock(file, () => Promise.resolve(7))).toBe(7);
});

test("a holder that is dead is passed over", async () => {
  await withLock(file, () => Promise.resolve());
  const noProcess = 2 ** 22 + 1;
  writeFileSync(file, String(noProcess));
  expect(await withLock(file, () => Promise.resolve("mine"))).toBe("mine");
});

test("a holder that shows no sign of life is passed over", async () => {
  await withLock(file, () => Promise.resolve());
  writeFileSync(file, String(process.pid));
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(file, longAgo, longAgo);
  expect(await withLock(file, () => Promise.resolve("mine"))).toBe("mine");
});
