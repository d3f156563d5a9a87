import type { Session } from "@voiceplan/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { SavedConversation } from "./savedConversation.svelte.ts";

const id = "5b1f1c1e-3a0e-4a57-9a53-0d6a6e1b7c11";
const at = "2026-05-04T10:00:00.000Z";

const session = (words: string, previousCursor: string | null): Session => ({
  id,
  title: "CSV export",
  projectId: null,
  projectName: null,
  messageCount: 2,
  startedAt: at,
  updatedAt: at,
  messages: [
    { id: crypto.randomUUID(), role: "user", content: words, modality: "text", createdAt: at },
  ],
  previousCursor,
  plans: [],
});

const problem = (code: string, status: number) => ({
  type: "about:blank",
  title: code,
  status,
  code,
  detail: "What happened.",
  retryable: status === 503,
});
const notFound = problem("not_found", 404);
const unavailable = problem("unavailable", 503);

/** A server that answers with these, one after the other, and then not at all. */
function answers(...bodies: object[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    const body = bodies.shift();
    if (!body) return Promise.reject(new Error(`Nobody answers ${path}.`));
    return Promise.resolve(Response.json(body, { status: "messages" in body ? 200 : 503 }));
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test("one that is deleted meanwhile has nothing earlier, and is shown as far as it was", async () => {
  const asked = answers(session("newest", "c1"), notFound);
  const saved = new SavedConversation(id);
  await saved.load();
  expect(saved.hasEarlier).toBe(true);
  await saved.complete();
  expect(saved.isDeleted).toBe(true);
  expect(saved.hasEarlier).toBe(false);
  expect(saved.messages.map(({ content }) => content)).toEqual(["newest"]);
  expect(asked).toHaveLength(2);
});

test("what failed is what is tried again", async () => {
  const newer = session("newer", "c2");
  const asked = answers(session("newest", "c1"), unavailable, newer, unavailable, newer);
  const saved = new SavedConversation(id);
  await saved.load();
  await saved.load();
  expect(saved.problem?.code).toBe("unavailable");
  await saved.retry();
  expect(saved.problem).toBeNull();
  expect(asked[2]).not.toContain("cursor");
  await saved.earlier();
  expect(saved.problem?.code).toBe("unavailable");
  await saved.retry();
  expect(asked[4]).toContain("cursor=c2");
});
