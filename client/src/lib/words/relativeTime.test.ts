import { expect, test } from "vitest";
import { relativeTime } from "./relativeTime.ts";

const now = Date.parse("2025-03-10T12:00:00Z");

test.each([
  ["2025-03-10T11:59:30Z", "just now"],
  ["2025-03-10T12:00:05Z", "just now"],
  ["2025-03-10T11:58:00Z", "2 minutes ago"],
  ["2025-03-10T09:30:00Z", "2 hours ago"],
  ["2025-03-09T11:00:00Z", "yesterday"],
  ["2025-03-06T12:00:00Z", "4 days ago"],
])("%s is %s", (at, words) => {
  expect(relativeTime(at, now)).toBe(words);
});

test("what is older than a week is named by its day", () => {
  expect(relativeTime("2025-02-01T12:00:00Z", now)).toContain("2025");
});
