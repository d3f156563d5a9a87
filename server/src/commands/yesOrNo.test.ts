import { expect, test } from "vitest";
import { yesOrNo } from "./yesOrNo.ts";

test.each([
  "yes",
  "Yes, please.",
  "um, yeah",
  "ok do it",
  "go ahead",
  "Sure, go ahead!",
  "that's right",
  "please do",
  "OK",
])("consents: %s", (text) => {
  expect(yesOrNo(text)).toBe("yes");
});

test.each([
  "no",
  "No, thanks.",
  "never mind",
  "um, don't",
  "no no no",
  "I changed my mind",
  "cancel that",
  "leave it as it is",
  "wait",
])("declines: %s", (text) => {
  expect(yesOrNo(text)).toBe("no");
});

test.each(["go on", "continue please", "Next.", "read on", "more"])("goes on: %s", (text) => {
  expect(yesOrNo(text)).toBe("on");
});

test.each([
  "yes but only for admins",
  "no more than three retries",
  "okay, add a task to test it",
  "right to left languages",
  "the user says yes",
  "sure, what is in it?",
  "continue with the database",
  "do it for the finance team",
  "",
])("is another matter: %s", (text) => {
  expect(yesOrNo(text)).toBeNull();
});
