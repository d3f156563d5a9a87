import { expect, test } from "vitest";
import { toJsonObject } from "./json.ts";

test("an object is as every store can hold it", () => {
  const half = "🚀".slice(0, 1);
  const state = { answers: { why: [`fast${half}`, "a\0b"] }, left: undefined };
  expect(toJsonObject(state)).toEqual({ answers: { why: ["fast\uFFFD", "ab"] } });
});
