import type { ConversationEventBody } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { storableEvent } from "./storableEvent.ts";

const draft = (title: string): ConversationEventBody => ({
  type: "plan.draft",
  title,
  markdown: "# Plan",
});

test("what the database can hold stays the same object", () => {
  const event = draft('Voilà: 😀 and "\\u0000" spelt out');
  expect(storableEvent(event)).toEqual(event);
  const plain = draft("Voilà 😀");
  expect(storableEvent(plain)).toBe(plain);
});

test("NUL is dropped, and half a surrogate pair becomes U+FFFD", () => {
  expect(storableEvent(draft("a\0b\ud83dc\udc00"))).toEqual(draft("ab\ufffdc\ufffd"));
});
