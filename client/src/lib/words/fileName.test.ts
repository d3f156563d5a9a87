import { expect, test } from "vitest";
import { planFileName } from "./fileName.ts";

test.each([
  ["Billing portal: retries & réglages", 3, "billing-portal-retries-reglages-v3.md"],
  ["../../etc/passwd", null, "etc-passwd.md"],
  ["???", 1, "plan-v1.md"],
  ["請求書", null, "請求書.md"],
])("%s becomes %s", (title, version, name) => {
  expect(planFileName(title, version)).toBe(name);
});
