import { expect, test } from "vitest";
import { tagsOf } from "./tags.ts";

test("tags are parted by commas, and each counts once", () => {
  expect(tagsOf(" money, #customers ,, money")).toEqual(["money", "customers"]);
  expect(tagsOf("  ")).toEqual([]);
});
