import { expect, test } from "vitest";
import { isSlowLink } from "./slowLink.ts";

test.each([
  { connection: undefined, isSlow: false },
  { connection: { effectiveType: "4g", saveData: false }, isSlow: false },
  { connection: { effectiveType: "3g" }, isSlow: true },
  { connection: { effectiveType: "slow-2g" }, isSlow: true },
  { connection: { effectiveType: "4g", saveData: true }, isSlow: true },
])("$connection is slow: $isSlow", ({ connection, isSlow }) => {
  expect(isSlowLink(connection)).toBe(isSlow);
});
