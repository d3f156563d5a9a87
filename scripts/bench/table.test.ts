import { expect, test } from "vitest";
import { markdownTable } from "./table.ts";

test("a table is as wide as its widest cells", () => {
  const rows = [
    ["conversations", "ms"],
    ["1", "1030 / 1100 / 1200"],
  ];
  expect(markdownTable(rows)).toBe(
    [
      "| conversations | ms                 |",
      "| ------------- | ------------------ |",
      "| 1             | 1030 / 1100 / 1200 |",
    ].join("\n"),
  );
});
