import type { ConversationSummary } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { withConversation } from "./withConversation.ts";

const summary = (id: string, updatedAt: string, title = id): ConversationSummary => ({
  id,
  title,
  projectId: null,
  projectName: null,
  messageCount: 1,
  startedAt: "2026-01-01T00:00:00.000Z",
  updatedAt,
});

const list = [
  summary("new", "2026-03-03T00:00:00.000Z"),
  summary("middle", "2026-03-02T00:00:00.000Z"),
  summary("old", "2026-03-01T00:00:00.000Z"),
];

const ids = (items: readonly ConversationSummary[]): string[] => items.map(({ id }) => id);

test("a conversation in which something was said comes first", () => {
  const said = summary("old", "2026-03-04T00:00:00.000Z");
  expect(ids(withConversation(list, said, { isWhole: true }))).toEqual(["old", "new", "middle"]);
});

test("one that is renamed keeps its place", () => {
  const renamed = summary("middle", "2026-03-02T00:00:00.000Z", "A name");
  const items = withConversation(list, renamed, { isWhole: true });
  expect(ids(items)).toEqual(["new", "middle", "old"]);
  expect(items[1]?.title).toBe("A name");
});

test("one that is brought back goes where it was", () => {
  const back = summary("between", "2026-03-01T12:00:00.000Z");
  expect(ids(withConversation(list, back, { isWhole: true }))).toEqual([
    "new",
    "middle",
    "between",
    "old",
  ]);
});

test("what was searched for is not joined by what nobody searched for", () => {
  const other = summary("other", "2026-03-05T00:00:00.000Z");
  expect(ids(withConversation(list, other, { isWhole: false }))).toEqual(ids(list));
  const said = summary("old", "2026-03-05T00:00:00.000Z");
  expect(ids(withConversation(list, said, { isWhole: false }))).toEqual(["old", "new", "middle"]);
});
