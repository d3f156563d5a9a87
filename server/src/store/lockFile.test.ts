import { randomUUID } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/database.ts";
import { takeLock } from "./lockFile.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let path: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, "lock");
});
afterEach(() => folder.remove());

/** Leaves the lock file that another process would have left. */
async function leftBy(changes: Record<string, unknown>): Promise<void> {
  const holder = { token: randomUUID(), pid: 999_999_999, host: hostname(), started: null };
  await writeFile(path, JSON.stringify({ ...holder, ...changes }));
}

test("it names its holder, and nothing of it stays when it is released", async () => {
  const lock = await takeLock(path);
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
    pid: process.pid,
    host: hostname(),
  });
  await lock.release();
  expect(await readdir(folder.path)).toEqual([]);
});

test("whoever comes second is told the pid, and the first keeps it", async () => {
  const lock = await takeLock(path);
  await expect(takeLock(path)).rejects.toThrow(`the process ${process.pid} `);
  expect(await readdir(folder.path)).toEqual(["lock"]);
  await lock.release();
  await (await takeLock(path)).release();
});

test("the lock of a process that is gone is taken over", async () => {
  await leftBy({});
  const lock = await takeLock(path);
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ pid: process.pid });
  expect(await readdir(folder.path)).toEqual(["lock"]);
  await lock.release();
});

test.runIf(process.platform === "linux")(
  "a later process with the same pid does not count as the holder",
  async () => {
    await leftBy({ pid: process.pid, started: "another-boot-1" });
    await (await takeLock(path)).release();
  },
);

test("the lock of another host is left alone, and the file is named", async () => {
  await leftBy({ host: "elsewhere" });
  await expect(takeLock(path)).rejects.toThrow(new RegExp(`on elsewhere.*remove .*lock`));
});

test("a file that is no lock is left alone", async () => {
  await writeFile(path, "my notes");
  await expect(takeLock(path)).rejects.toThrow("is no lock file");
  expect(await readFile(path, "utf8")).toBe("my notes");
});

test("of many who take over at once one wins", async () => {
  for (let round = 0; round < 20; round++) {
    await leftBy({});
    const takes = await Promise.allSettled(Array.from({ length: 12 }, () => takeLock(path)));
    const won = takes.filter((take) => take.status === "fulfilled");
    expect(won).toHaveLength(1);
    await won[0]?.value.release();
    expect(await readdir(folder.path)).toEqual([]);
  }
});
