import { expect, test } from "vitest";
import { outlineOf } from "./outline.ts";

test("the headings below the title, in order, without their marks", () => {
  expect(
    outlineOf("# CSV export\n\ntext\n\n## *Tasks* ##\n- [ ] one\n### `later`\n#### no"),
  ).toEqual([
    { text: "Tasks", level: 2 },
    { text: "later", level: 3 },
  ]);
});

test("a comment in a script is no heading", () => {
  expect(outlineOf("```sh\n# install\n```\n## Rollout")).toEqual([{ text: "Rollout", level: 2 }]);
});

test("a plan without headings has no outline", () => {
  expect(outlineOf("only words #1")).toEqual([]);
});
