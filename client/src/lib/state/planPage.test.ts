import { afterEach, expect, test, vi } from "vitest";
import { PlanPageStore } from "./planPage.svelte.ts";

afterEach(() => vi.unstubAllGlobals());

test("who goes back to the newest version is not shown the one that was asked for before", async () => {
  const at = "2026-05-04T10:00:00.000Z";
  const version = {
    ...{ planId: "plan", number: 2, changeSummary: "", author: "user", createdAt: at },
    ...{ conversationId: null, messageId: null, content: "# Plan", sections: [] },
    metadata: { estimatedHours: null, priority: null, dependencies: [], milestones: [] },
  };
  const { promise: answered, resolve: answer } = Promise.withResolvers<Response>();
  vi.stubGlobal("fetch", () => answered);
  const failed = vi.fn();
  const store = new PlanPageStore("plan", { failed });
  const shown = store.show(2);
  await store.show(null);
  answer(Response.json(version));
  await shown;
  expect(store.older).toBeNull();
  expect(failed).not.toHaveBeenCalled();
});
