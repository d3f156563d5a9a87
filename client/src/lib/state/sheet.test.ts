import { afterEach, expect, test, vi } from "vitest";
import { SheetStore } from "./sheet.svelte.ts";

afterEach(() => vi.unstubAllGlobals());

test("a cleared sheet does not catch up on what it showed before", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    return Promise.reject(new Error("There is no server."));
  });
  const sheet = new SheetStore();
  await sheet.loadPlans("project");
  expect(asked).toHaveLength(1);
  sheet.catchUp();
  expect(asked).toHaveLength(2);
  sheet.clear();
  sheet.catchUp();
  expect(asked).toHaveLength(2);
});
