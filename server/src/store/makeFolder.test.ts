import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeFolder } from "./makeFolder.ts";

let root: string;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), "voiceplan-folder-"))));
afterAll(() => rm(root, { recursive: true }));

test("makes the folder and those above it, and is content when it is there", async () => {
  const path = join(root, "a/b/c");
  await makeFolder(path);
  await makeFolder(path);
  expect((await stat(path)).isDirectory()).toBe(true);
});

test("fails where a file is in the way", async () => {
  await writeFile(join(root, "file"), "");
  await expect(makeFolder(join(root, "file"))).rejects.toThrow(/EEXIST/);
  await expect(makeFolder(join(root, "file/below"))).rejects.toThrow(/ENOTDIR/);
});

test.runIf(process.platform === "linux")("fails where nothing can be made", async () => {
  await expect(makeFolder("/proc/voiceplan")).rejects.toThrow(/ENOENT/);
});
