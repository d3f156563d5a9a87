import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { taskKey, tasksOf, ticksInWords, withTicks } from "./tasks.ts";

const plan = [
  "# Export",
  "- [ ] Write it",
  "* [x] Test it",
  "```md",
  "- [ ] only shown",
  "```",
  "1. [X] Ship it",
  "  - [ ] Write it",
  "- [ ]",
  "- [no] task",
].join("\n");

describe("the tasks of a plan", () => {
  test("are the lines with a box outside code", () => {
    expect(tasksOf(plan).map(({ text, isDone }) => [text, isDone])).toEqual([
      ["Write it", false],
      ["Test it", true],
      ["Ship it", true],
      ["Write it", false],
    ]);
  });

  test("are told apart where they have the same words", () => {
    const tasks = tasksOf(plan);
    expect(tasks.map((_, index) => taskKey(tasks, index))).toEqual([
      "0 Write it",
      "0 Test it",
      "0 Ship it",
      "1 Write it",
    ]);
    expect(taskKey(tasks, 4)).toBeNull();
  });
});

describe("ticking", () => {
  test("changes one character a task and nothing else", () => {
    const ticked = withTicks(
      plan,
      new Map([
        ["1 Write it", true],
        ["0 Test it", false],
      ]),
    );
    expect(ticked).toBe(
      plan.replace("  - [ ] Write", "  - [x] Write").replace("[x] Test", "[ ] Test"),
    );
  });

  test("of a task that is gone changes nothing", () => {
    expect(withTicks(plan, new Map([["0 Sell it", true]]))).toBe(plan);
  });

  test("is read back as it was meant, whatever else stands in the plan", () => {
    const line = fc.oneof(
      fc.constantFrom("- [ ] a", "- [x] a", "- [ ] b", "```", "text", "", "> - [X] c\r"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), fc.nat(20), (lines, isDone, at) => {
        const markdown = lines.join("\n");
        const tasks = tasksOf(markdown);
        const index = at % Math.max(1, tasks.length);
        const key = taskKey(tasks, index);
        const ticked = withTicks(markdown, new Map(key === null ? [] : [[key, isDone]]));
        expect(ticked).toHaveLength(markdown.length);
        const expected = tasks.map((task, i) => (i === index ? { ...task, isDone } : task));
        expect(tasksOf(ticked)).toEqual(expected);
      }),
    );
  });

  test("is told in words", () => {
    expect(ticksInWords(new Map([["0 Write it", true]]))).toBe("Checked off “Write it”");
    expect(
      ticksInWords(
        new Map([
          ["0 a", true],
          ["0 b", true],
          ["0 c", false],
        ]),
      ),
    ).toBe("Checked off 2 tasks, opened again “c”");
  });
});
