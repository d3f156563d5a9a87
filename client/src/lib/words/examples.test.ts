import { expect, test } from "vitest";
import { groupsOf } from "./examples.ts";

test("commands stand under their headings, in the order in which they came", () => {
  const command = (name: string, group: string) => ({ name, group, summary: "", examples: [] });
  const list = [command("b", "Plans"), command("a", "Plans"), command("help", "Talking")];
  const groups = groupsOf(list).map(({ name, commands }) => [name, commands.map((c) => c.name)]);
  expect(groups).toEqual([
    ["Plans", ["b", "a"]],
    ["Talking", ["help"]],
  ]);
});
