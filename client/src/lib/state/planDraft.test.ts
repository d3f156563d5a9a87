import type { PlanDetail } from "@voiceplan/protocol";
import { afterEach, expect, test, vi } from "vitest";
import type { Tagged } from "../transport/rest/request.ts";
import { PlanDraftStore } from "./planDraft.svelte.ts";

const at = "2026-05-04T10:00:00.000Z";
const value: PlanDetail = {
  id: "plan",
  projectId: "project",
  title: "Plan",
  status: "draft",
  currentVersion: 1,
  progress: { done: 0, total: 0 },
  createdAt: at,
  updatedAt: at,
  content: "# Plan",
  sections: [],
  metadata: { estimatedHours: null, priority: null, dependencies: [], milestones: [] },
};
const newest: Tagged<PlanDetail> = { value, etag: '"1"' };

/** A browser's storage with room for so many characters. */
function storage(room: number) {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    removeItem: (key: string) => items.delete(key),
    setItem(key: string, text: string) {
      if (text.length > room) throw new DOMException("Full.", "QuotaExceededError");
      items.set(key, text);
    },
  };
}

afterEach(() => vi.unstubAllGlobals());

test("what is typed is kept for the next tab", () => {
  vi.stubGlobal("localStorage", storage(10_000));
  const draft = new PlanDraftStore("plan");
  draft.follow(newest);
  draft.type("# Plan, changed");
  expect(draft.isKept).toBe(true);

  const next = new PlanDraftStore("plan");
  next.follow(newest);
  expect(next.text).toBe("# Plan, changed");
});

test("where it cannot be kept, nobody is told that it is", () => {
  vi.stubGlobal("localStorage", storage(200));
  const draft = new PlanDraftStore("plan");
  draft.follow(newest);
  draft.type("# Plan, changed");
  expect(draft.isKept).toBe(true);
  draft.type(`# Plan, ${"much ".repeat(100)}longer`);
  expect(draft.isKept).toBe(false);
});

test("what another tab keeps is dropped by nobody who only looks at the plan", () => {
  vi.stubGlobal("localStorage", storage(10_000));
  const looking = new PlanDraftStore("plan");
  looking.follow(newest);
  const draft = new PlanDraftStore("plan");
  draft.follow(newest);
  draft.type("# Plan, changed");
  looking.follow({ value: { ...value, status: "approved" }, etag: '"2"' });

  const next = new PlanDraftStore("plan");
  next.follow(newest);
  expect(next.text).toBe("# Plan, changed");
  next.discard(newest);
  const after = new PlanDraftStore("plan");
  after.follow(newest);
  expect(after.restoredAt).toBeNull();
});
