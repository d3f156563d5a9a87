import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { headings } from "./markdownLines.ts";
import { tasksOf, withListItem, withTaskDone } from "./tasks.ts";

const plan = `---
priority: high
---

# Login

## Approach

### Phase 1: Think (about 2 hours)

- [ ] Talk

### Phase 2: Build

- [ ] Build it
  in two steps

### Phase 3: Finish

- [x] Done before

## Testing

Try everything.

\`\`\`md
- [ ] no task
## no section
\`\`\`

## Risks
`;

const line = fc.constantFrom(
  "- [ ] one",
  "* [x] two",
  "  - [ ] three",
  "text",
  "",
  "# Title",
  "## Testing",
  "## Risks",
  "### Phase 2",
  "```",
  "---",
);
const anyPlan = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([lines, newline, ends]) => lines.join(newline) + (ends ? newline : ""));

describe("the tasks of a plan", () => {
  test("are its open and done ones, by section", () => {
    expect(tasksOf(plan).map(({ text, isDone, section }) => [text, isDone, section])).toEqual([
      ["Talk", false, "Approach"],
      ["Build it", false, "Approach"],
      ["Done before", true, "Approach"],
    ]);
  });

  test("are checked off one by one, and nothing else changes", () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), (markdown, pick) => {
        const tasks = tasksOf(markdown);
        const task = tasks[pick % Math.max(1, tasks.length)];
        fc.pre(task !== undefined);
        const after = withTaskDone(markdown, task);
        expect(tasksOf(after)).toEqual(
          tasks.map((one) => (one.at === task.at ? { ...one, isDone: true } : one)),
        );
        expect(after.slice(0, task.at) + markdown.charAt(task.at) + after.slice(task.at + 1)).toBe(
          markdown,
        );
      }),
    );
  });
});

describe("a new line in a list", () => {
  test("goes to the end of the part that is meant", () => {
    expect(withListItem(plan, "approach", "- [ ] New", /phase 2/i)).toBe(
      plan.replace("  in two steps\n", "  in two steps\n- [ ] New\n"),
    );
    expect(withListItem(plan, "Approach", "- [ ] New")).toBe(
      plan.replace("- [x] Done before\n", "- [x] Done before\n- [ ] New\n"),
    );
    expect(withListItem(plan, "Testing", "- [ ] New")).toBe(
      plan.replace("## no section\n```\n", "## no section\n```\n\n- [ ] New\n"),
    );
    expect(withListItem(plan, "Risks", "- New")).toBe(`${plan}\n- New\n`);
  });

  test("stays out of code, also of code that nothing ends", () => {
    const open = "## Testing\n- [ ] one\n```\n  - [ ] no task";
    expect(withListItem(open, "Testing", "- [ ] New")).toBe(
      open.replace("one\n", "one\n- [ ] New\n"),
    );
  });

  test("makes the section where there is none", () => {
    expect(withListItem(plan, "Rollout", "- [ ] New")).toBe(`${plan}\n## Rollout\n\n- [ ] New\n`);
  });

  test("leaves every other character as it was", () => {
    fc.assert(
      fc.property(anyPlan, fc.constantFrom("Testing", "Risks"), (markdown, title) => {
        fc.pre(headings(markdown).some(({ level, text }) => level === 2 && text === title));
        const after = withListItem(markdown, title, "- [ ] New");
        const [before = "", behind = ""] = after.split("- [ ] New");
        const [kept, rest] = [markdown, before + behind].map((text) => text.replaceAll(/\s/g, ""));
        expect(rest).toBe(kept);
        expect(markdown.startsWith(before.trimEnd())).toBe(true);
        expect(markdown.endsWith(behind.trimStart())).toBe(true);
        expect(tasksOf(after)).toHaveLength(tasksOf(markdown).length + 1);
      }),
    );
  });
});
