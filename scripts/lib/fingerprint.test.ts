import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fingerprint } from "./fingerprint.mjs";

let folder: string;
const write = (name: string, content: string): void => {
  writeFileSync(join(folder, name), content);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fingerprint-"));
  mkdirSync(join(folder, "src"));
  mkdirSync(join(folder, "build"));
  write("src/page.ts", "one");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a fingerprint", () => {
  test("stays the same while nothing changes", () => {
    expect(fingerprint([folder])).toBe(fingerprint([folder]));
  });

  test.each([
    ["a file is added", () => write("src/other.ts", "")],
    ["a file grows", () => write("src/page.ts", "one and two")],
    ["a file is saved", () => utimesSync(join(folder, "src/page.ts"), 1, 1)],
    ["a file is removed", () => rmSync(join(folder, "src/page.ts"))],
  ])("changes when %s", (_, change) => {
    const before = fingerprint([folder]);
    change();
    expect(fingerprint([folder])).not.toBe(before);
  });

  test.each([
    ["a test", () => write("src/page.test.ts", "")],
    ["what is left out", () => write("build/index.html", "")],
  ])("does not change for %s", (_, change) => {
    const except = [join(folder, "build")];
    const before = fingerprint([join(folder, "src"), join(folder, "build")], except);
    const times = new Date(0);
    change();
    utimesSync(join(folder, "src"), times, times);
    expect(fingerprint([join(folder, "src"), join(folder, "build")], except)).toBe(before);
  });

  test("tells a missing input from an empty one", () => {
    const before = fingerprint([join(folder, "static")]);
    mkdirSync(join(folder, "static"));
    expect(fingerprint([join(folder, "static")])).not.toBe(before);
  });
});
